using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace IncidentTraining.Core.People;

/// <summary>
/// An uploaded ZIP, which is not trusted: its names are never used to write to disk, and no more is unpacked than a class can contain,
/// whatever sizes the ZIP declares.
/// </summary>
internal sealed class ArchiveFile : IDisposable
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LargestDirectory = 1 << 20;
    private const int UnixLink = 0xA000;
    private const int UnixKind = 0xF000;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];
    private long _unpacked;

    private ArchiveFile(ZipArchive zip) => _zip = zip;

    /// <summary>Opens the archive and checks the names and sizes of its files.</summary>
    /// <exception cref="ArchiveFaultException">It is not a class archive, or contains an unexpected file.</exception>
    public static ArchiveFile Open(Stream content)
    {
        if (content.Length > ArchiveFormat.LargestFile)
        {
            throw new ArchiveFaultException($"The file is larger than {ArchiveFormat.LargestFile >> 20} MB.");
        }

        CheckDirectory(content);
        ArchiveFile? file = null;
        try
        {
            file = new ArchiveFile(new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true));
            file.CheckEntries();
            return file;
        }
        catch (InvalidDataException)
        {
            file?.Dispose();
            throw new ArchiveFaultException("The file is damaged, or it is not a ZIP.");
        }
        catch (ArchiveFaultException)
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>The names of the files.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Reads the manifest.</summary>
    public async Task<ArchiveManifest> ManifestAsync(CancellationToken ct)
    {
        if (!_entries.ContainsKey(ArchiveFormat.Manifest))
        {
            throw new ArchiveFaultException("The file is not a class archive: it has no manifest.json.");
        }

        using var text = new MemoryStream();
        await foreach (var block in BlocksAsync(ArchiveFormat.Manifest, ct))
        {
            if (text.Length + block.Length > ArchiveFormat.SmallFile)
            {
                throw new ArchiveFaultException("The manifest is too long.");
            }

            text.Write(block.Span);
        }

        try
        {
            // The version is read first: another version may have other fields.
            using var document = JsonDocument.Parse(text.ToArray());
            if (
                document.RootElement.ValueKind is not JsonValueKind.Object
                || !document.RootElement.TryGetProperty("format", out var format)
                || format.ValueKind is not JsonValueKind.String
                || format.GetString() != ArchiveFormat.Name
            )
            {
                throw new ArchiveFaultException("The file is not a class archive.");
            }

            if (
                !document.RootElement.TryGetProperty("version", out var version)
                || version.ValueKind is not JsonValueKind.Number
                || version.GetRawText() != $"{ArchiveFormat.Version}"
            )
            {
                throw new ArchiveFaultException(
                    $"The archive uses format version {version}. This portal reads version {ArchiveFormat.Version}."
                );
            }

            var manifest = document.Deserialize<ArchiveManifest>(Web);
            return
                manifest?.Cohort is { Name: not null, DayId: not null, PlanId: not null, TimeZone: not null }
                && manifest.Files?.All(file => file is { File: not null, Sha256: not null }) == true
                ? manifest
                : throw new ArchiveFaultException("The manifest is incomplete.");
        }
        catch (JsonException)
        {
            throw new ArchiveFaultException("The manifest cannot be read.");
        }
    }

    /// <summary>Reads a file line by line and verifies it against the manifest after the last line.</summary>
    public async IAsyncEnumerable<JsonElement> LinesAsync(ArchivePart part, [EnumeratorCancellation] CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var line = new MemoryStream();
        var rows = 0;
        await foreach (var block in BlocksAsync(part.File, ct))
        {
            hash.AppendData(block.Span);
            var rest = block;
            while (rest.Length > 0)
            {
                var end = rest.Span.IndexOf((byte)'\n');
                var piece = end < 0 ? rest : rest[..end];
                if (line.Length + piece.Length > ArchiveFormat.LongestLine)
                {
                    throw new ArchiveFaultException($"Line {rows + 1} of {part.File} is too long.");
                }

                line.Write(piece.Span);
                rest = rest[(end < 0 ? rest.Length : end + 1)..];
                if (end >= 0)
                {
                    rows++;
                    yield return Parse(line, part.File, rows);
                    line.SetLength(0);
                }
            }
        }

        if (line.Length > 0 || rows != part.Rows)
        {
            throw new ArchiveFaultException($"{part.File} has {rows} complete lines, but the manifest says {part.Rows}.");
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != part.Sha256)
        {
            throw new ArchiveFaultException($"{part.File} was changed after the export: its checksum differs from the manifest.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _zip.Dispose();

    private static JsonElement Parse(MemoryStream line, string file, int row)
    {
        try
        {
            return JsonElement.Parse(line.GetBuffer().AsSpan(0, (int)line.Length));
        }
        catch (JsonException)
        {
            throw new ArchiveFaultException($"Line {row} of {file} is not JSON.");
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> BlocksAsync(string name, [EnumeratorCancellation] CancellationToken ct)
    {
        var entry = _entries[name];
        var most = Math.Max(ArchiveFormat.SmallFile, entry.CompressedLength * ArchiveFormat.LargestRatio);
        var buffer = new byte[1 << 16];
        var length = 0L;
        await using var content = await entry.OpenAsync(ct);
        while (await ReadAsync(content, buffer, name, ct) is var read and > 0)
        {
            length += read;
            _unpacked += read;
            if (length > most || _unpacked > ArchiveFormat.LargestContent * 2)
            {
                throw new ArchiveFaultException($"{name} unpacks to far more than a class can contain.");
            }

            yield return buffer.AsMemory(0, read);
        }
    }

    private static async Task<int> ReadAsync(Stream content, byte[] buffer, string name, CancellationToken ct)
    {
        try
        {
            return await content.ReadAsync(buffer, ct);
        }
        catch (InvalidDataException)
        {
            throw new ArchiveFaultException($"{name} is damaged.");
        }
    }

    private void CheckEntries()
    {
        if (_zip.Entries.Count > ArchiveFormat.MostFiles)
        {
            throw new ArchiveFaultException($"The archive has more than {ArchiveFormat.MostFiles} files.");
        }

        var unpacked = 0L;
        foreach (var entry in _zip.Entries)
        {
            var name = entry.FullName;
            if (
                name.Contains("..", StringComparison.Ordinal)
                || name.Contains('\\', StringComparison.Ordinal)
                || name.Contains(':', StringComparison.Ordinal)
                || name.StartsWith('/')
            )
            {
                throw new ArchiveFaultException("The archive has a file whose path points outside the archive.");
            }

            if (((entry.ExternalAttributes >> 16) & UnixKind) == UnixLink)
            {
                throw new ArchiveFaultException("The archive has a link instead of a file.");
            }

            if (!_entries.TryAdd(name, entry))
            {
                throw new ArchiveFaultException("The archive has two files with the same name.");
            }

            // Only a first check: the actual unpacked size is counted while reading.
            unpacked += entry.Length;
            if (
                unpacked > ArchiveFormat.LargestContent
                || (entry.Length > ArchiveFormat.SmallFile && entry.Length > entry.CompressedLength * ArchiveFormat.LargestRatio)
            )
            {
                throw new ArchiveFaultException("The archive unpacks to far more than a class can contain.");
            }
        }
    }

    // Opening a ZIP reads its whole directory: a small file could list millions of entries.
    private static void CheckDirectory(Stream content)
    {
        var tail = new byte[(int)Math.Min(content.Length, EndLength + LongestComment)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        content.Position = 0;
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndLength)
        {
            throw new ArchiveFaultException("The file is damaged, or it is not a ZIP.");
        }

        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        var length = content.Length - tail.Length + end - start;
        if (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10)) > ArchiveFormat.MostFiles || length is < 0 or > LargestDirectory)
        {
            throw new ArchiveFaultException($"The archive has more than {ArchiveFormat.MostFiles} files.");
        }
    }
}
