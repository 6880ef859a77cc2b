using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.People;

/// <summary>A person or a class without names: replaced where the portal wrote them, listed where people did.</summary>
public sealed class AnonymiseTests : IDisposable
{
    private const string Nadia = "Nadia Petrov";

    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task The_name_goes_wherever_the_portal_wrote_it_and_texts_of_people_are_listed_in_the_proof()
    {
        var (cohort, nadia) = (await _bench.ClassAsync(), await _bench.JoinedAsync(Nadia));
        var other = await _bench.JoinedAsync($"{Nadia}a");
        var run = await WorkAsync(cohort, nadia, other);
        await AnnounceAsync(cohort, $"Will {Nadia} please come to the front? {Nadia}a may stay.");

        var done = (await _bench.Get<Anonymise>().PersonAsync(await AdaAsync(), cohort, nadia.PersonId, Ct)).Value;
        Assert.Equal((1, 1), (done.People, done.Left));
        Assert.True(done.Replaced > 0);
        var alias = (await _bench.MemberAsync(nadia.PersonId))!.Name;
        Assert.Matches("^Person [0-9A-F]{8}$", alias);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            var entries = await db.Set<IncidentEvent>().Where(entry => entry.RunId == run).ToListAsync(Ct);
            Assert.DoesNotContain(entries, entry =>
                $"{entry.Text} {entry.From}".Contains($"{Nadia} ", StringComparison.Ordinal)
                || $"{entry.Text} {entry.From}".EndsWith(Nadia, StringComparison.Ordinal)
            );
            Assert.Contains(entries, entry => $"{entry.Text} {entry.From}".Contains($"{Nadia}a", StringComparison.Ordinal));
        }

        var proof = (await _bench.Get<ReadErasureProof>().RunAsync(await AdaAsync(), done.ProofId, Ct)).Value;
        Assert.DoesNotContain("Nadia", proof.Content, StringComparison.OrdinalIgnoreCase);
        using var list = JsonDocument.Parse(proof.Content);
        var left = Assert.Single(list.RootElement.GetProperty("people")[0].GetProperty("left").EnumerateArray());
        Assert.Equal(("RunsOfDay", "Announcement"), (left.GetProperty("table").GetString(), left.GetProperty("column").GetString()));
        var line = Assert.Single(await _bench.LogAsync(), entry => entry.Action is AuditAction.PersonAnonymised);
        Assert.Equal((nadia.PersonId, done.ProofId), (line.PersonId, line.SubjectId));
        Assert.EndsWith(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(proof.Content))),
            line.Note,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_account_can_no_longer_sign_in_and_its_sign_ins_are_gone()
    {
        var nadia = await _bench.JoinedAsync(Nadia);
        var userId = await UserIdAsync(nadia.PersonId);
        var session = (await _bench.Get<Sessions>().StartAsync(userId, new Visit("10.0.0.1"), Ct)).Value;
        Assert.True((await _bench.Get<Anonymise>().PersonAsync(await AdaAsync(), await _bench.ClassAsync(), nadia.PersonId, Ct)).Succeeded);
        Assert.False((await _bench.CheckAsync(Nadia, PeopleBench.Passphrase, await _bench.CodeAsync())).Succeeded);
        Assert.Null(await _bench.Get<SessionGuard>().CheckAsync(session, ct: Ct));
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.False(await db.Set<Session>().AnyAsync(one => one.PersonId == nadia.PersonId, Ct));
        Assert.Null((await db.Users.SingleAsync(user => user.Id == userId, Ct)).PasswordHash);
        // The name is free for another person.
        Assert.True((await _bench.JoinAsync(Nadia)).Succeeded);
    }

    [Fact]
    public async Task Nothing_with_which_to_sign_in_stays_whatever_the_table()
    {
        var filled = new FilledModel(Guid.CreateVersion7(_bench.Time.GetUtcNow()), "Filled", _bench.Time.GetUtcNow().UtcDateTime);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            await filled.FillAsync(db, Ct);
        }

        var outcome = await _bench.Get<Anonymise>().PersonAsync(await AdaAsync(), filled.CohortId, filled.PersonId, Ct);
        Assert.True(outcome.Succeeded, outcome.Refusal?.Message);
        await using var after = await _bench.Portal.OpenDatabaseAsync();
        // Tables of accounts: their rows belong to a person or a user, and to no class.
        var ofAccounts = filled
            .Keys.Where(row =>
                row.Key.ClrType != typeof(Person)
                && (row.Key.ClrType.Namespace == typeof(Person).Namespace || row.Key.ClrType.Assembly == typeof(IdentityUser).Assembly)
                && row.Key.GetForeignKeys()
                    .Any(key =>
                        key.PrincipalEntityType.ClrType == typeof(Person) || key.PrincipalEntityType.ClrType == typeof(IdentityUser)
                    )
                && row.Key.GetForeignKeys().All(key => key.PrincipalEntityType.ClrType != typeof(Cohort))
            )
            .ToList();
        Assert.Contains(ofAccounts, row => row.Key.ClrType == typeof(Passkey));
        foreach (var (type, key) in ofAccounts)
        {
            Assert.True(await after.FindAsync(type.ClrType, key, Ct) is null, type.ClrType.Name);
        }
    }

    [Fact]
    public async Task A_removed_person_is_anonymised_with_the_user_name_that_would_be_put_back()
    {
        var (cohort, nadia) = (await _bench.ClassAsync(), await _bench.JoinedAsync(Nadia));
        Assert.True((await _bench.Get<RemoveMember>().RunAsync(await AdaAsync(), cohort, nadia.PersonId, Ct)).Succeeded);
        Assert.True((await _bench.Get<Anonymise>().PersonAsync(await AdaAsync(), cohort, nadia.PersonId, Ct)).Succeeded);
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.DoesNotContain(
            "Nadia",
            (await db.Set<Departure>().SingleAsync(one => one.PersonId == nadia.PersonId, Ct)).UserName,
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Fact]
    public async Task A_class_is_archived_first_and_people_of_other_classes_keep_their_names()
    {
        var cohort = await _bench.AnotherClassAsync("Old class");
        var olga = await _bench.StaffAsync("Olga Facilitator", ClassRole.Facilitator, cohort);
        Assert.True(
            (
                await _bench
                    .Get<ChangeRoles>()
                    .RunAsync(await AdaAsync(), cohort, olga.PersonId, [ClassRole.Facilitator, ClassRole.Instructor], Ct)
            ).Succeeded
        );
        var (nadia, mona) = (await _bench.JoinedAsync(Nadia, cohort), await _bench.JoinedAsync("Mona Moved"));
        Assert.True((await _bench.Get<StartLabRun>().RunAsync(mona, new(await _bench.ClassAsync(), LabBench.Lab1, null), Ct)).Succeeded);
        Assert.True(
            (await _bench.Get<MoveMember>().RunAsync(await AdaAsync(), await _bench.ClassAsync(), mona.PersonId, cohort, Ct)).Succeeded
        );
        Assert.Equal(RefusalKind.Conflict, (await _bench.Get<Anonymise>().ClassAsync(await AdaAsync(), cohort, Ct)).Refusal?.Kind);

        Assert.True((await _bench.Get<ChangeClass>().ArchiveAsync(await AdaAsync(), cohort, archived: true, Ct)).Succeeded);
        var done = (await _bench.Get<Anonymise>().ClassAsync(await AdaAsync(), cohort, Ct)).Value;
        Assert.Equal(2, done.People);
        Assert.Equal(["Mona Moved"], done.Kept);
        Assert.StartsWith("Person ", (await _bench.MemberAsync(nadia.PersonId, cohort))!.Name, StringComparison.Ordinal);
        Assert.Equal("Mona Moved", (await _bench.MemberAsync(mona.PersonId, cohort))!.Name);
    }

    [Fact]
    public async Task An_administrator_and_the_last_facilitator_are_not_anonymised()
    {
        var cohort = await _bench.AnotherClassAsync();
        var olga = await _bench.StaffAsync("Olga Facilitator", ClassRole.Facilitator, cohort);
        Assert.Contains(
            "last facilitator",
            (await _bench.Get<Anonymise>().PersonAsync(await AdaAsync(), cohort, olga.PersonId, Ct)).Refusal?.Message
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await _bench.Get<Anonymise>().PersonAsync(await AdaAsync(), cohort, (await AdaAsync()).PersonId, Ct)).Refusal?.Kind
        );
    }

    [Fact]
    public async Task The_last_facilitator_of_any_open_class_is_not_anonymised_and_the_class_is_named()
    {
        var (here, other) = (await _bench.ClassAsync(), await _bench.AnotherClassAsync("Autumn class"));
        var olga = await _bench.StaffAsync("Olga Facilitator", ClassRole.Facilitator, here);
        await _bench.StaffAsync("Olga Facilitator", ClassRole.Facilitator, other);
        Assert.Contains("Olga Facilitator is the last facilitator of Autumn class.", (await AnonymiseAsync(here, olga)).Refusal?.Message);

        // One who cannot sign in helps no one.
        var anna = await _bench.StaffAsync("Anna Facilitator", ClassRole.Facilitator, other);
        Assert.True((await _bench.Get<EndAccess>().DisableAsync(await AdaAsync(), other, anna.PersonId, disabled: true, Ct)).Succeeded);
        Assert.Contains("last facilitator", (await AnonymiseAsync(here, olga)).Refusal?.Message);
        Assert.True((await _bench.Get<EndAccess>().DisableAsync(await AdaAsync(), other, anna.PersonId, disabled: false, Ct)).Succeeded);
        Assert.True((await AnonymiseAsync(here, olga)).Succeeded);
        Assert.Contains("last facilitator", (await AnonymiseAsync(other, anna)).Refusal?.Message);

        // An archived class needs none.
        Assert.True((await _bench.Get<ChangeClass>().ArchiveAsync(await AdaAsync(), other, archived: true, Ct)).Succeeded);
        Assert.True((await AnonymiseAsync(other, anna)).Succeeded);
    }

    [Fact]
    public async Task What_the_person_holds_in_each_of_their_classes_passes_to_others_and_the_timeline_has_no_name()
    {
        var (here, other) = (await _bench.ClassAsync(), await _bench.AnotherClassAsync("Autumn class"));
        var (nadia, ben) = (await _bench.JoinedAsync(Nadia), await _bench.JoinedAsync("Ben Ortiz"));
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            db.AddRange(
                new Membership(other, nadia.PersonId, ClassRole.Trainee, DateTime.UnixEpoch),
                new Membership(other, ben.PersonId, ClassRole.Trainee, DateTime.UnixEpoch)
            );
            await db.SaveChangesAsync(Ct);
        }

        var runs = (await WorkAsync(here, nadia, ben), await WorkAsync(other, nadia, ben));
        var crews = _bench.Get<FormCrews>();
        Assert.True(
            (
                await crews.KeepAsync(
                    await AdaAsync(),
                    other,
                    new(
                        0,
                        CrewMethod.Hand,
                        [
                            [nadia.PersonId, ben.PersonId],
                        ]
                    ),
                    Ct
                )
            ).Succeeded
        );

        Assert.True((await AnonymiseAsync(here, nadia)).Succeeded);
        foreach (var id in (Guid[])[runs.Item1, runs.Item2])
        {
            await using var db = await _bench.Portal.OpenDatabaseAsync();
            var crew = await Crew.LoadAsync(db, await db.Set<LabRun>().SingleAsync(run => run.Id == id, Ct), Ct);
            Assert.Equal(ben.PersonId, crew.HolderOf(IncidentRole.Commander).PersonId);
            var entries = await db.Set<IncidentEvent>().Where(entry => entry.RunId == id).ToListAsync(Ct);
            Assert.Contains(entries, entry => entry.Text.Contains("has left the class", StringComparison.Ordinal));
            Assert.DoesNotContain(entries, entry => $"{entry.Text} {entry.From}".Contains(Nadia, StringComparison.Ordinal));
        }

        await using var seats = await _bench.Portal.OpenDatabaseAsync();
        Assert.Equal(
            [ben.PersonId],
            await seats.Set<CrewSeat>().Where(seat => seat.CohortId == other).Select(seat => seat.PersonId).ToListAsync(Ct)
        );
    }

    [Fact]
    public async Task In_a_class_in_which_the_person_is_not_another_of_the_same_name_keeps_it()
    {
        var other = await _bench.AnotherClassAsync("Autumn class");
        var (nadia, namesake) = (await _bench.JoinedAsync(Nadia), await _bench.JoinedAsync(Nadia, other));
        var run = await WorkAsync(other, namesake, await _bench.JoinedAsync("Ben Ortiz", other));
        Assert.True((await AnonymiseAsync(await _bench.ClassAsync(), nadia)).Succeeded);
        Assert.Equal(Nadia, (await _bench.MemberAsync(namesake.PersonId, other))!.Name);
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.Contains(await db.Set<IncidentEvent>().Where(entry => entry.RunId == run).ToListAsync(Ct), entry =>
            $"{entry.Text} {entry.From}".Contains(Nadia, StringComparison.Ordinal)
        );
    }

    public void Dispose() => _bench.Dispose();

    private async Task<Outcome<Anonymised>> AnonymiseAsync(Guid cohort, Actor person) =>
        await _bench.Get<Anonymise>().PersonAsync(await AdaAsync(), cohort, person.PersonId, Ct);

    private Task<Actor> AdaAsync() => _bench.ActorAsync(PeopleBench.Administrator);

    private async Task<Guid> WorkAsync(Guid cohort, Actor first, Actor second)
    {
        var run = (await _bench.Get<StartLabRun>().RunAsync(first, new(cohort, LabBench.Lab1, null, AsTeam: true), Ct)).Value;
        Assert.True((await _bench.Get<JoinCrew>().RunAsync(second, run, Ct)).Succeeded);
        Assert.True((await _bench.Get<HandOverRole>().RunAsync(first, new(run, IncidentRole.Scribe, second.PersonId), Ct)).Succeeded);
        return run;
    }

    private async Task AnnounceAsync(Guid cohort, string text)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var day = new RunOfDay(cohort);
        day.Announce(text, _bench.Time.GetUtcNow().UtcDateTime);
        db.Add(day);
        await db.SaveChangesAsync(Ct);
    }

    private async Task<string> UserIdAsync(Guid personId)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await db.Set<Person>().Where(person => person.Id == personId).Select(person => person.UserId).SingleAsync(Ct);
    }
}
