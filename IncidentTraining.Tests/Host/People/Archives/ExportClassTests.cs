using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentTraining.Tests.Core.People;

namespace IncidentTraining.Tests.Host.People;

/// <summary>A class as an archive.</summary>
public sealed class ExportClassTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task The_archive_has_each_table_of_the_class_as_its_manifest_says_and_no_secrets()
    {
        var filled = new FilledModel(Guid.CreateVersion7(_bench.Time.GetUtcNow()), "Class to export", _bench.Time.GetUtcNow().UtcDateTime);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            await filled.FillAsync(db, Ct);
        }

        var cohort = filled.Keys.Single(row => row.Key.ClrType.Name == "Cohort").Value[0];
        var ada = await _bench.Portal.SignInAsync(PeopleBench.Administrator);
        using var zip = new ZipArchive(await ada.Http.GetStreamAsync($"/class/{cohort}/export.zip", Ct));
        using var manifest = JsonDocument.Parse(Text(zip, "manifest.json"));
        Assert.Equal(
            ("incident-training-class", 1),
            (manifest.RootElement.GetProperty("format").GetString(), manifest.RootElement.GetProperty("version").GetInt32())
        );
        foreach (var file in manifest.RootElement.GetProperty("files").EnumerateArray())
        {
            var text = Text(zip, file.GetProperty("file").GetString()!);
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
            Assert.Equal(file.GetProperty("rows").GetInt32(), text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Equal(1, file.GetProperty("rows").GetInt32());
        }

        using var person = JsonDocument.Parse(Text(zip, "people.jsonl"));
        Assert.Equal(filled.PersonId, person.RootElement.GetProperty("Id").GetGuid());
        using var run = JsonDocument.Parse(Text(zip, "tables/LabRuns.jsonl"));
        Assert.Equal(filled.PersonId, Guid.Parse(run.RootElement.GetProperty("PersonId").GetString()!));
        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("tables/QuizAnswers.jsonl", names);
        Assert.DoesNotContain(names, name =>
            name.Contains("ProjectorLinks") || name.Contains("ShopAddresses") || name.Contains("Sessions") || name.Contains("AspNet")
        );
    }

    [Theory]
    [InlineData(PeopleBench.Administrator, HttpStatusCode.OK)]
    [InlineData(PeopleBench.Facilitator, HttpStatusCode.OK)]
    [InlineData(PeopleBench.Instructor, HttpStatusCode.Forbidden)]
    [InlineData(PeopleBench.Trainee, HttpStatusCode.Forbidden)]
    public async Task Only_helpers_of_the_class_export_it(string userName, HttpStatusCode expected)
    {
        var client = await _bench.Portal.SignInAsync(userName);
        Assert.Equal(expected, (await client.Http.GetAsync($"/class/{await _bench.ClassAsync()}/export.zip", Ct)).StatusCode);
    }

    public void Dispose() => _bench.Dispose();

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
