using System.IO.Compression;
using System.Text.Json.Nodes;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Core.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Host.People;

/// <summary>An exported class is restored elsewhere with everything that was in it, and a hostile archive leaves nothing behind.</summary>
public sealed class ImportClassTests : IDisposable
{
    private const string Name = "Class to move";

    private readonly PeopleBench _here = new();
    private readonly PeopleBench _there = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task A_row_of_every_entity_type_comes_back_as_it_was_and_the_same_archive_is_not_taken_twice()
    {
        var filled = await FilledAsync(_here);
        var archive = await ExportAsync(_here, filled.CohortId);
        var plan = (await PreviewAsync(archive)).Value;
        Assert.Equal((Name, false), (plan.Name, plan.HasDay));
        Assert.Equal(
            [
                "Assessment",
                "Crews",
                "Documents",
                "Drills",
                "Paging",
                "People",
                "Quizzes",
                "Response",
                "Reviews",
                "RunbookTrials",
                "Runs",
                "Schedule",
            ],
            plan.Parts.Select(part => part.Room).Order()
        );
        Assert.Empty(Assert.Single(plan.People).Known);

        var imported = (await ImportAsync(archive)).Value;
        Assert.Equal((filled.CohortId, plan.Records, 1), (imported.CohortId, imported.Records, imported.NewAccounts));
        var again = await ExportAsync(_there, filled.CohortId);
        AssertSame(archive, again);
        await using (var db = await _there.Portal.OpenDatabaseAsync())
        {
            var missing = OwnedTypes(db).Where(type => archive.Content.Keys.All(file => file != $"tables/{type}.jsonl"));
            Assert.Equal(["AccountMerges", "CrewLobbies", "LobbySeats", "ProjectorLinks", "ShopAddresses"], missing.Order());
            Assert.All(archive.Content.Where(file => file.Key.StartsWith("tables/", StringComparison.Ordinal)), file =>
                Assert.Single(file.Value)
            );
        }

        var second = await ImportAsync(archive);
        Assert.Equal(
            $"This class is already in this portal: {Name}. To replace it with the archive, delete it first. Nothing was imported.",
            second.Refusal?.Message
        );
        AssertSame(again, await ExportAsync(_there, filled.CohortId));
        Assert.NotEqual(Cell(archive, "Cohorts", "JoinCode"), Cell(again, "Cohorts", "JoinCode"));
    }

    [Fact]
    public async Task People_come_without_a_passphrase_or_a_right_until_the_staff_issue_a_code()
    {
        var cohort = await PlainAsync();
        var archive = await ExportAsync(_here, cohort);
        Assert.Equal(2, (await ImportAsync(archive)).Value.NewAccounts);
        var nadia = (await _there.MembersAsync(cohort)).Members.Single(member => member.Name == "Nadia Petrov");
        Assert.Equal((ClassRole.Trainee, false), (nadia.Role, nadia.HasArrived));
        Assert.False((await _there.CheckAsync("Nadia Petrov", PeopleBench.Passphrase, await _there.CodeAsync(cohort))).Succeeded);
        await using (var db = await _there.Portal.OpenDatabaseAsync())
        {
            var ids = (await _there.MembersAsync(cohort)).Members.Select(member => member.PersonId).ToList();
            Assert.False(await db.Set<Person>().AnyAsync(person => ids.Contains(person.Id) && person.IsAdministrator, Ct));
            Assert.All(
                await db
                    .Users.Where(user => db.Set<Person>().Any(person => person.UserId == user.Id && ids.Contains(person.Id)))
                    .ToListAsync(Ct),
                user => Assert.Null(user.PasswordHash)
            );
        }

        var code = (await _there.Get<IssueCode>().RunAsync(await AdaAsync(), cohort, nadia.PersonId, Ct)).Value;
        Assert.True(
            (await _there.Get<ChoosePassphrase>().WithCodeAsync(new(code.Code, "another green river"), new Visit("x"), Ct)).Succeeded
        );
        Assert.True((await _there.CheckAsync("Nadia Petrov", "another green river", await _there.CodeAsync(cohort))).Succeeded);
    }

    [Fact]
    public async Task No_one_is_matched_by_name_or_id_unless_the_administrator_says_so()
    {
        var cohort = await PlainAsync();
        var archive = await ExportAsync(_here, cohort);
        var same = await _there.JoinedAsync("Nadia Petrov");
        var known = Assert.Single((await PreviewAsync(archive)).Value.People.Single(person => person.Name == "Nadia Petrov").Known);
        Assert.Equal(new KnownAccount(same.PersonId, "Nadia Petrov", HasSameId: false, IsAdministrator: false), known);

        var archived = (await PreviewAsync(archive)).Value.People.Single(person => person.Name == "Nadia Petrov").Id;
        Assert.Equal(1, (await ImportAsync(archive, new() { [archived] = same.PersonId })).Value.NewAccounts);
        Assert.Contains((await _there.MembersAsync(cohort)).Members, member => member.PersonId == same.PersonId);
        await DeleteAsync(_there, cohort);

        // The account that was taken has its own id; a new one is made when nothing is chosen.
        Assert.Equal(2, (await ImportAsync(archive)).Value.NewAccounts);
        Assert.DoesNotContain((await _there.MembersAsync(cohort)).Members, member => member.PersonId == same.PersonId);
    }

    [Fact]
    public async Task An_id_that_is_an_account_here_gets_a_new_id_everywhere_unless_it_is_chosen()
    {
        var cohort = await PlainAsync();
        var nadia = (await _here.MembersAsync(cohort)).Members.Single(member => member.Name == "Nadia Petrov").PersonId;
        var archive = await ExportAsync(_here, cohort);
        // The archive of an outsider who knows the id of the administrator.
        var ada = await AdaAsync();
        var stolen = archive.With(content => BrokenArchive.Replace(content, nadia, ada.PersonId));
        var plan = (await PreviewAsync(stolen)).Value;
        Assert.Equal(
            new KnownAccount(ada.PersonId, "Ada Okafor", HasSameId: true, IsAdministrator: true),
            Assert.Single(plan.People.Single(person => person.Name == "Nadia Petrov").Known)
        );
        Assert.Equal(2, (await ImportAsync(stolen)).Value.NewAccounts);
        Assert.DoesNotContain((await _there.MembersAsync(cohort)).Members, member => member.PersonId == ada.PersonId);
        Assert.DoesNotContain(
            ada.PersonId.ToString(),
            string.Join('\n', (await ExportAsync(_there, cohort)).Content.Values.SelectMany(lines => lines)),
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Theory]
    [InlineData("version", "The archive uses format version 2. This portal reads version 1.")]
    [InlineData("format", "The file is not a class archive.")]
    [InlineData("checksum", "tables/Memberships.jsonl was changed after the export")]
    [InlineData("cut", "complete lines, but the manifest says")]
    [InlineData("unknown file", "The archive has a file that this portal does not recognise: “tables/AspNetUsers.jsonl”.")]
    [InlineData("missing table", "The archive has no tables/LabRuns.jsonl.")]
    [InlineData("unknown column", "Line 1 of tables/Cohorts.jsonl has a column that this portal does not recognise: “IsAdministrator”.")]
    [InlineData("missing column", "Line 1 of tables/Cohorts.jsonl has no column “TimeZone”.")]
    [InlineData("wrong type", "Line 1 of tables/Cohorts.jsonl has an invalid value in the column “CreatedAt”.")]
    [InlineData("unknown role", "Line 1 of tables/Memberships.jsonl has an invalid value in the column “Role”.")]
    [InlineData("too long", "Line 1 of tables/Cohorts.jsonl has an invalid value in the column “Name”.")]
    [InlineData("administrator", "must have an id and a name, and nothing else. Rights and passphrases are never imported.")]
    [InlineData("passphrase", "must have an id and a name, and nothing else. Rights and passphrases are never imported.")]
    [InlineData("invisible name", "invisible characters")]
    [InlineData("two roles", "is both a trainee and staff of the class")]
    [InlineData("stranger", "refers to something that is not in the archive.")]
    [InlineData("two classes", "The archive must contain exactly the class named in its manifest.")]
    [InlineData("other class", "The archive refers to records of another class in this portal.")]
    [InlineData("mentioned class", "The archive refers to records of another class in this portal.")]
    [InlineData("twice", "Line 2 of tables/Departures.jsonl has the key of another row.")]
    [InlineData("open lab", "The archive was exported while a lab or an on-call shift was open.")]
    [InlineData("not json", "Line 1 of tables/Cohorts.jsonl is not JSON.")]
    public async Task A_hostile_archive_is_refused_with_its_reason_and_nothing_is_stored(string fault, string expected)
    {
        var filled = await FilledAsync(_here);
        var other = await _there.ClassAsync();
        var archive = (await ExportAsync(_here, filled.CohortId)).With(
            content => BrokenArchive.Break(content, fault, other),
            checksums: fault is not ("checksum" or "cut")
        );
        var before = await RowsAsync(_there);
        var refused = await ImportAsync(archive);
        Assert.False(refused.Succeeded);
        Assert.Contains(expected, refused.Refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was imported.", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync(_there));
    }

    [Theory]
    [InlineData("../evil", "a file whose path points outside the archive")]
    [InlineData("tables/../../evil", "a file whose path points outside the archive")]
    [InlineData("/etc/passwd", "a file whose path points outside the archive")]
    [InlineData("C:\\evil", "a file whose path points outside the archive")]
    [InlineData("people.jsonl", "two files with the same name")]
    [InlineData("link", "a link instead of a file")]
    [InlineData("bomb", "unpacks to far more than a class can contain")]
    [InlineData("files", "more than 200 files")]
    public async Task A_hostile_zip_is_refused_before_it_is_unpacked(string name, string expected)
    {
        var archive = await ExportAsync(_here, await PlainAsync());
        using var changed = new MemoryStream();
        changed.Write(archive.Zip());
        using (var zip = new ZipArchive(changed, ZipArchiveMode.Update, leaveOpen: true))
        {
            for (var number = 0; number < (name == "files" ? 200 : 1); number++)
            {
                var entry = zip.CreateEntry(name == "files" ? $"tables/{number}.jsonl" : name, CompressionLevel.SmallestSize);
                entry.ExternalAttributes = name == "link" ? 0xA1FF << 16 : 0;
                await using var content = await entry.OpenAsync(Ct);
                await content.WriteAsync(name == "bomb" ? new byte[64 << 20] : new byte[1], Ct);
            }
        }

        var refused = await _there.Get<ImportClass>().RunAsync(await AdaAsync(), changed, new Dictionary<Guid, Guid>(), Ct);
        Assert.Contains(expected, refused.Refusal?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(100_000)]
    public async Task What_is_no_zip_is_refused(int length)
    {
        using var noise = new MemoryStream([.. Enumerable.Range(0, length).Select(place => (byte)(place * 31))]);
        Assert.StartsWith(
            "The file is damaged, or it is not a ZIP.",
            (await _there.Get<ImportClass>().PreviewAsync(await AdaAsync(), noise, Ct)).Refusal?.Message
        );
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    private Task<Actor> AdaAsync() => _there.ActorAsync(PeopleBench.Administrator);

    private async Task<Outcome<ClassImportPlan>> PreviewAsync(ClassArchive archive) =>
        await _there.Get<ImportClass>().PreviewAsync(await AdaAsync(), new MemoryStream(archive.Zip()), Ct);

    private async Task<Outcome<Imported>> ImportAsync(ClassArchive archive, Dictionary<Guid, Guid>? same = null) =>
        await _there.Get<ImportClass>().RunAsync(await AdaAsync(), new MemoryStream(archive.Zip()), same ?? [], Ct);

    private static async Task<ClassArchive> ExportAsync(PeopleBench bench, Guid cohort)
    {
        var exported = (await bench.Get<ExportClass>().RunAsync(await bench.ActorAsync(PeopleBench.Administrator), cohort, Ct)).Value;
        await using var content = exported.Content;
        return ClassArchive.Read(content);
    }

    private static async Task<FilledModel> FilledAsync(PeopleBench bench)
    {
        var filled = new FilledModel(Guid.CreateVersion7(bench.Time.GetUtcNow()), Name, bench.Time.GetUtcNow().UtcDateTime);
        await using var db = await bench.Portal.OpenDatabaseAsync();
        await filled.FillAsync(db, Ct);
        return filled;
    }

    /// <summary>A class with a facilitator and a trainee.</summary>
    private async Task<Guid> PlainAsync()
    {
        var cohort = await _here.AnotherClassAsync(Name);
        await _here.StaffAsync("Olga Facilitator", ClassRole.Facilitator, cohort);
        await _here.JoinedAsync("Nadia Petrov", cohort);
        return cohort;
    }

    private static async Task DeleteAsync(PeopleBench bench, Guid cohort)
    {
        var ada = await bench.ActorAsync(PeopleBench.Administrator);
        Assert.True((await bench.Get<ChangeClass>().ArchiveAsync(ada, cohort, archived: true, Ct)).Succeeded);
        Assert.True((await bench.Get<DeleteClass>().RunAsync(ada, cohort, Name, Ct)).Succeeded);
    }

    private static async Task<string> RowsAsync(PeopleBench bench)
    {
        await using var db = await bench.Portal.OpenDatabaseAsync();
        return $"{await db.Set<Cohort>().CountAsync(Ct)} {await db.Set<Person>().CountAsync(Ct)} {await db.Set<IdentityUser>().CountAsync(Ct)} {await db.Set<LabRun>().CountAsync(Ct)} {await db.Set<AuditEntry>().CountAsync(Ct)}";
    }

    private static IEnumerable<string> OwnedTypes(TrainingDb db) =>
        new OwnedRows(db, typeof(Cohort), Guid.Empty).Types.Select(type => type.GetTableName()!);

    /// <summary>Everything except credentials: the join code and the user names of those who left.</summary>
    private static void AssertSame(ClassArchive one, ClassArchive other)
    {
        Assert.Equal(one.Content.Keys.Order(), other.Content.Keys.Order());
        foreach (var (file, lines) in one.Content.Where(file => file.Key != "manifest.json"))
        {
            Assert.Equal(lines.Select(Plain).Order(), other.Content[file].Select(Plain).Order());
        }

        static string Plain(string line)
        {
            var row = JsonNode.Parse(line)!.AsObject();
            row.Remove("JoinCode");
            row.Remove("UserName");
            return row.ToJsonString();
        }
    }

    private static string Cell(ClassArchive archive, string table, string column) =>
        JsonNode.Parse(archive.Content[$"tables/{table}.jsonl"][0])![column]!.GetValue<string>();
}
