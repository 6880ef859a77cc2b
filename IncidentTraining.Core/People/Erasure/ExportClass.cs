using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// A class as one archive: a ZIP with a manifest, the people named in it, and each table with the rows of the class, one JSON object per
/// line. Passphrases, sign-in data and addresses that grant access are left out.
/// </summary>
public sealed class ExportClass(WriteGate gate, IDbContextFactory<TrainingDb> databases, TimeProvider time) : IUseCase
{
    private static readonly JsonSerializerOptions Lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Readable = new(Lines) { WriteIndented = true };

    /// <summary>A class as a file.</summary>
    /// <param name="Name">What people call the class.</param>
    /// <param name="Content">The ZIP, positioned at its start; the caller disposes it.</param>
    public sealed record Archive(string Name, Stream Content);

    /// <summary>Writes the archive; for facilitators of the class and for administrators.</summary>
    public async Task<Outcome<Archive>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        var may = await gate.WriteAsync(
            async write =>
            {
                var helper = await write.RequireHelperAsync(actor, cohortId, ct, evenArchived: true);
                if (helper.Succeeded)
                {
                    write.Audit(AuditAction.ClassExported, time, actor, cohort: cohortId);
                }

                return helper;
            },
            ct
        );
        if (!may.Succeeded)
        {
            return may.Refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Cohort>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == cohortId, ct) is not { } cohort)
        {
            return Refusal.NotFound("There is no such class.");
        }

        var content = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        try
        {
            await WriteAsync(db, cohort, content, ct);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        content.Position = 0;
        return new Archive(cohort.Name, content);
    }

    private async Task WriteAsync(TrainingDb db, Cohort cohort, Stream content, CancellationToken ct)
    {
        var rows = new OwnedRows(db, typeof(Cohort), cohort.Id);
        var parts = new List<ArchivePart>();
        await using var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var type in ArchiveFormat.Tables(rows))
        {
            parts.Add(await AddAsync(zip, ArchiveFormat.FileOf(type), await rows.ReadAsync(type, ct), ct));
        }

        var named = await rows.ReferencesAsync(typeof(Person), belonging: true, ct);
        var people = await db.Set<Person>()
            .AsNoTracking()
            .Where(person => named.Contains(person.Id))
            .OrderBy(person => person.Id)
            .Select(person => new { person.Id, Name = person.DisplayName })
            .ToListAsync(ct);
        parts.Add(await AddAsync(zip, ArchiveFormat.People, people, ct));
        var manifest = new
        {
            format = ArchiveFormat.Name,
            version = ArchiveFormat.Version,
            schema = (await db.Database.GetAppliedMigrationsAsync(ct)).LastOrDefault(),
            exportedAt = time.GetUtcNow().UtcDateTime,
            cohort = new
            {
                cohort.Id,
                cohort.Name,
                cohort.DayId,
                cohort.PlanId,
                cohort.TimeZone,
            },
            files = parts.Select(part => new
            {
                file = part.File,
                rows = part.Rows,
                sha256 = part.Sha256,
            }),
        };
        await using var file = await zip.CreateEntry(ArchiveFormat.Manifest).OpenAsync(ct);
        await JsonSerializer.SerializeAsync(file, manifest, Readable, ct);
    }

    private static async Task<ArchivePart> AddAsync<T>(ZipArchive zip, string name, IReadOnlyList<T> rows, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        foreach (var row in rows)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(row, Lines), (byte)'\n'];
            hash.AppendData(line);
            await file.WriteAsync(line, ct);
        }

        return new ArchivePart(name, rows.Count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
