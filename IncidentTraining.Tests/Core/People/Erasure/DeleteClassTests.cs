using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.People;

/// <summary>The deletion of a class: nothing of it stays, nothing of another is touched, and it is never done by accident.</summary>
public sealed class DeleteClassTests : IDisposable
{
    private const string Name = "Class to delete";

    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task Nothing_of_the_class_stays_whatever_the_table_and_nothing_of_another_class_goes()
    {
        var (doomed, other) = (Filled(Name), Filled("Class to keep"));
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            await doomed.FillAsync(db, Ct);
            await other.FillAsync(db, Ct);
            Assert.Equal(db.Model.GetEntityTypes().Count(), doomed.Keys.Count);
        }

        var erased = await DeleteAsync(IdOf(doomed), Name);
        Assert.True(erased.Succeeded, erased.Refusal?.Message);
        Assert.Equal(1, erased.Value.Accounts);

        await using var after = await _bench.Portal.OpenDatabaseAsync();
        // Tables that belong to the site and refer to no class.
        Assert.Equal(["AuditEntry", "ErasureProof", "SigningKey", "UnknownNames"], await StandingAsync(after, doomed));
        Assert.Equal(other.Keys.Keys.Select(type => type.ClrType.Name).Order(), await StandingAsync(after, other));
    }

    [Fact]
    public async Task What_is_shown_before_is_what_is_erased()
    {
        var doomed = Filled(Name);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            await doomed.FillAsync(db, Ct);
        }

        var plan = (await _bench.Get<DeleteClass>().PreviewAsync(await AdaAsync(), IdOf(doomed), Ct)).Value;
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
        Assert.Single(plan.Accounts);
        Assert.Empty(plan.Kept);
        var erased = (await DeleteAsync(IdOf(doomed), Name)).Value;
        Assert.Equal((plan.Records, plan.Accounts.Count), (erased.Records, erased.Accounts));
        var line = Assert.Single(await _bench.LogAsync(), entry =>
            entry.Action is AuditAction.ClassDeleted && entry.CohortId == IdOf(doomed)
        );
        var proof = (await _bench.Get<ReadErasureProof>().RunAsync(await AdaAsync(), erased.ProofId, Ct)).Value;
        Assert.Equal(($"{erased.Records} records, 1 accounts, sha256 {proof.Sha256}", erased.ProofId), (line.Note, line.SubjectId));
        Assert.Equal(proof.Sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(proof.Content))));
        using var list = JsonDocument.Parse(proof.Content);
        Assert.Equal(doomed.PersonId, list.RootElement.GetProperty("accounts")[0].GetGuid());
        Assert.Equal(
            erased.Records,
            list.RootElement.GetProperty("tables").EnumerateArray().Sum(table => table.GetProperty("keys").GetArrayLength())
        );
        Assert.DoesNotContain(Name, proof.Content, StringComparison.Ordinal);
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await _bench.Get<ReadErasureProof>().RunAsync(await _bench.ActorAsync(PeopleBench.Facilitator), erased.ProofId, Ct))
                .Refusal
                ?.Kind
        );
    }

    [Theory]
    [InlineData(false, Name, RefusalKind.Conflict)]
    [InlineData(true, "class to delete", RefusalKind.Invalid)]
    [InlineData(true, "", RefusalKind.Invalid)]
    public async Task An_open_class_or_another_name_deletes_nothing(bool archived, string typed, RefusalKind expected)
    {
        var cohort = await ClassWithStaffAsync();
        await _bench.JoinedAsync("Nadia Petrov", cohort);
        if (archived)
        {
            await ArchiveAsync(cohort);
        }

        Assert.Equal(expected, (await DeleteAsync(cohort, typed)).Refusal?.Kind);
        Assert.Equal(2, (await _bench.MembersAsync(cohort)).Members.Count);
        if (archived)
        {
            Assert.True((await DeleteAsync(cohort, $" {Name} ")).Succeeded);
        }
    }

    [Fact]
    public async Task Staff_and_people_with_work_in_another_class_keep_their_accounts_and_the_others_are_signed_out()
    {
        var cohort = await ClassWithStaffAsync();
        var (left, moved) = (await _bench.JoinedAsync("Lena Left", cohort), await _bench.JoinedAsync("Mona Moved"));
        var stays = await _bench.JoinedAsync("Nadia Petrov", cohort);
        Assert.True((await _bench.Get<StartLabRun>().RunAsync(moved, new(await _bench.ClassAsync(), LabBench.Lab1, null), Ct)).Succeeded);
        Assert.True(
            (await _bench.Get<MoveMember>().RunAsync(await AdaAsync(), await _bench.ClassAsync(), moved.PersonId, cohort, Ct)).Succeeded
        );
        Assert.True((await _bench.Get<RemoveMember>().RunAsync(await AdaAsync(), cohort, left.PersonId, Ct)).Succeeded);
        var session = (await _bench.Get<Sessions>().StartAsync(await UserIdAsync(stays.PersonId), new Visit("10.0.0.1"), Ct)).Value;
        await ArchiveAsync(cohort);

        var plan = (await _bench.Get<DeleteClass>().PreviewAsync(await AdaAsync(), cohort, Ct)).Value;
        Assert.Equal(["Lena Left", "Nadia Petrov"], plan.Accounts);
        Assert.Equal(["Mona Moved", "Olga Facilitator"], plan.Kept);
        Assert.True((await DeleteAsync(cohort, Name)).Succeeded);

        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var (gone, kept) = (new[] { left.PersonId, stays.PersonId }, moved.PersonId);
        Assert.False(await db.Set<Person>().AnyAsync(person => gone.Contains(person.Id), Ct));
        Assert.True(await db.Set<Person>().AnyAsync(person => person.Id == kept, Ct));
        Assert.Null(await _bench.Get<SessionGuard>().CheckAsync(session, ct: Ct));
    }

    [Fact]
    public async Task An_archived_class_has_no_open_lab_and_its_staff_change_nothing_until_it_is_reopened()
    {
        var cohort = await _bench.ClassAsync();
        var run = (
            await _bench.Get<StartLabRun>().RunAsync(await _bench.ActorAsync(PeopleBench.Trainee), new(cohort, LabBench.Lab1, null), Ct)
        ).Value;
        await ArchiveAsync(cohort);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            var closed = await db.Set<LabRun>().SingleAsync(one => one.Id == run, Ct);
            Assert.Equal((RunState.Closed, "The class was archived."), (closed.State, closed.Ending));
        }

        var femi = await _bench.ActorAsync(PeopleBench.Facilitator);
        var rehearsal = await _bench.Get<StartLabRun>().RunAsync(femi, new(cohort, LabBench.Lab1, 1), Ct);
        Assert.Contains("archived", rehearsal.Refusal?.Message);
        Assert.Contains("archived", (await _bench.Get<ReopenRun>().RunAsync(femi, run, 15, Ct)).Refusal?.Message);
        Assert.True((await _bench.Get<ClassList>().OneAsync(femi, cohort, Ct)).Succeeded);

        Assert.True((await _bench.Get<ChangeClass>().ArchiveAsync(femi, cohort, archived: false, Ct)).Succeeded);
        Assert.True((await _bench.Get<StartLabRun>().RunAsync(femi, new(cohort, LabBench.Lab1, 1), Ct)).Succeeded);
    }

    public void Dispose() => _bench.Dispose();

    private FilledModel Filled(string name) => new(Guid.CreateVersion7(_bench.Time.GetUtcNow()), name, _bench.Time.GetUtcNow().UtcDateTime);

    private static Guid IdOf(FilledModel filled) => (Guid)filled.Keys.Single(row => row.Key.ClrType == typeof(Cohort)).Value[0];

    private static async Task<IEnumerable<string>> StandingAsync(TrainingDb db, FilledModel filled)
    {
        var standing = new List<string>();
        foreach (var (type, key) in filled.Keys)
        {
            if (await db.FindAsync(type.ClrType, key, Ct) is not null)
            {
                standing.Add(type.ClrType.Name);
            }
        }

        return standing.Order();
    }

    private Task<Actor> AdaAsync() => _bench.ActorAsync(PeopleBench.Administrator);

    private async Task<Outcome<Erased>> DeleteAsync(Guid cohort, string typed) =>
        await _bench.Get<DeleteClass>().RunAsync(await AdaAsync(), cohort, typed, Ct);

    private async Task ArchiveAsync(Guid cohort) =>
        Assert.True((await _bench.Get<ChangeClass>().ArchiveAsync(await AdaAsync(), cohort, archived: true, Ct)).Succeeded);

    private async Task<Guid> ClassWithStaffAsync()
    {
        var cohort = await _bench.AnotherClassAsync(Name);
        await _bench.StaffAsync("Olga Facilitator", ClassRole.Facilitator, cohort);
        return cohort;
    }

    private async Task<string> UserIdAsync(Guid personId)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await db.Set<Person>().Where(person => person.Id == personId).Select(person => person.UserId).SingleAsync(Ct);
    }
}
