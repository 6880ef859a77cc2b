using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace IncidentTraining.Tests.Host.People;

/// <summary>The files of a class archive as lines, to compare and to change them.</summary>
internal sealed record ClassArchive(Dictionary<string, List<string>> Content)
{
    public static ClassArchive Read(Stream zipped)
    {
        using var zip = new ZipArchive(zipped, ZipArchiveMode.Read, leaveOpen: true);
        return new ClassArchive(
            zip.Entries.ToDictionary(
                entry => entry.FullName,
                entry =>
                {
                    using var reader = new StreamReader(entry.Open());
                    return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
                }
            )
        );
    }

    /// <summary>The archive with a change, and with a manifest that says so.</summary>
    public ClassArchive With(Action<Dictionary<string, List<string>>> change, bool checksums = true)
    {
        var content = Content.ToDictionary(file => file.Key, file => file.Value.ToList());
        change(content);
        if (checksums)
        {
            var manifest = JsonNode.Parse(string.Join('\n', content["manifest.json"]))!.AsObject();
            manifest["files"] = new JsonArray([
                .. content
                    .Where(file => file.Key != "manifest.json")
                    .Select(file =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["file"] = file.Key,
                                ["rows"] = file.Value.Count,
                                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(file.Value)))),
                            }
                    ),
            ]);
            content["manifest.json"] = [manifest.ToJsonString()];
        }

        return new ClassArchive(content);
    }

    public byte[] Zip()
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, lines) in Content)
            {
                using var file = zip.CreateEntry(name).Open();
                file.Write(Encoding.UTF8.GetBytes(Text(lines)));
            }
        }

        return zipped.ToArray();
    }

    private static string Text(List<string> lines) => string.Concat(lines.Select(line => $"{line}\n"));
}
