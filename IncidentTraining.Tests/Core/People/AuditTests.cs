using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.People;

/// <summary>The audit log: what was done, by ids, and never changed.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task A_change_of_roles_is_recorded_with_who_whom_and_from_where()
    {
        var (cohort, ines) = (await _bench.ClassAsync(), await _bench.IdAsync(PeopleBench.Instructor));
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            var userId = await db.Users.Where(user => user.UserName == PeopleBench.Facilitator).Select(user => user.Id).SingleAsync(Ct);
            var session = (await _bench.Get<Sessions>().StartAsync(userId, new Visit("10.1.2.3", "Firefox"), Ct)).Value;
            var femi = (await _bench.ActorAsync(PeopleBench.Facilitator)) with { SessionId = session };
            await _bench.Get<ChangeRoles>().RunAsync(femi, cohort, ines, [ClassRole.Instructor, ClassRole.Facilitator], Ct);
        }

        var line = (await ReadAsync(PeopleBench.Instructor, cohort)).Value.Single(one => one.Action is AuditAction.RolesChanged);
        Assert.Equal(
            ("Femi Larsen", "Ines Moreau", "10.1.2.3", "Instructor -> Instructor Facilitator"),
            (line.By, line.Person, line.Address, line.Note)
        );
    }

    [Fact]
    public async Task The_log_holds_no_names()
    {
        var cohort = await _bench.ClassAsync();
        var (ada, zelda) = (await _bench.ActorAsync(PeopleBench.Administrator), await _bench.JoinedAsync("Zelda Quill"));
        await _bench.Get<RenamePerson>().MemberAsync(ada, cohort, zelda.PersonId, new("Zelda Quirk"), Ct);
        await _bench.Get<AddPeople>().RunAsync(ada, cohort, "Zelda Quest", Ct);
        await _bench.Get<RemoveMember>().RunAsync(ada, cohort, zelda.PersonId, Ct);
        await _bench.CheckAsync("demo-instructor", "a wrong passphrase");
        Assert.Contains(await _bench.LogAsync(), entry => entry.Action is AuditAction.Removed && entry.PersonId == zelda.PersonId);
        Assert.All(await _bench.LogAsync(), entry => Assert.DoesNotContain("Zelda", entry.Note + entry.Address));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_can_be_neither_changed_nor_removed(bool remove)
    {
        await _bench.JoinedAsync("Ben Ortiz");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _bench
                .Get<WriteGate>()
                .WriteAsync(
                    async db =>
                    {
                        var entry = await db.Set<AuditEntry>().FirstAsync(Ct);
                        db.Entry(entry).State = remove ? EntityState.Deleted : EntityState.Modified;
                        return Outcome.Done;
                    },
                    Ct
                )
        );
        Assert.Contains("written once", failure.Message);
    }

    [Fact]
    public async Task Staff_read_the_part_of_their_class_and_only_administrators_all()
    {
        var (cohort, other) = (await _bench.ClassAsync(), await _bench.AnotherClassAsync());
        await _bench.JoinedAsync("Ben Ortiz", other);
        Assert.Equal(RefusalKind.NotAllowed, (await ReadAsync(PeopleBench.Facilitator, null)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await ReadAsync(PeopleBench.Facilitator, other)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await ReadAsync(PeopleBench.Trainee, cohort)).Refusal!.Kind);
        Assert.DoesNotContain((await ReadAsync(PeopleBench.Facilitator, cohort)).Value, line => line.CohortId != cohort);
        Assert.Contains((await ReadAsync(PeopleBench.Administrator, null)).Value, line =>
            line is { Action: AuditAction.Joined, Cohort: "Another class" }
        );
    }

    [Fact]
    public async Task An_export_is_itself_recorded()
    {
        var lines = await _bench.Get<ReadAudit>().ExportAsync(await _bench.ActorAsync(PeopleBench.Administrator), null, Ct);
        Assert.Equal(AuditAction.AuditExported, lines.Value[0].Action);
    }

    [Fact]
    public async Task What_people_do_with_their_own_account_and_what_administrators_take_back_is_recorded()
    {
        var (ada, cohort, nadia) = (
            await _bench.ActorAsync(PeopleBench.Administrator),
            await _bench.ClassAsync(),
            await _bench.JoinedAsync("Nadia Petrov")
        );
        var code = (await _bench.Get<IssueCode>().RunAsync(ada, cohort, nadia.PersonId, Ct)).Value.Code;
        Assert.True(
            (await _bench.Get<ChoosePassphrase>().WithCodeAsync(new(code, "seven quiet harbours"), new Visit("10.0.0.7"), Ct)).Succeeded
        );
        Assert.True((await _bench.Get<ChoosePassphrase>().OwnAsync(nadia, "seven quiet harbours", "quiet amber lantern", Ct)).Succeeded);
        AuditAction[] own = [AuditAction.Joined, AuditAction.PassphraseChosen, AuditAction.PassphraseChanged];
        Assert.Equal(own.Order(), (await _bench.Portal.LoggedAsync(nadia.PersonId)).Order());

        Assert.True((await _bench.Get<EndAccess>().DisableAsync(ada, cohort, nadia.PersonId, disabled: true, Ct)).Succeeded);
        Assert.True((await _bench.Get<EndAccess>().DisableAsync(ada, cohort, nadia.PersonId, disabled: false, Ct)).Succeeded);
        var second = (await _bench.Get<Administrators>().AddAsync(ada, new("Omar Diallo"), Ct)).Value!;
        await _bench.Get<Sessions>().StartAsync(await _bench.UserIdAsync(ada.PersonId), new Visit("x"), Ct);
        Assert.True((await _bench.Get<Administrators>().RemoveAsync(ada, second.PersonId, Ct)).Succeeded);
        AuditAction[] expected =
        [
            AuditAction.CodeIssued,
            AuditAction.AccountDisabled,
            AuditAction.AccountEnabled,
            AuditAction.AdministratorAdded,
            AuditAction.SignedIn,
            AuditAction.AdministratorRemoved,
        ];
        Assert.Equal(expected.Order(), (await _bench.Portal.LoggedAsync(ada.PersonId)).Order());
    }

    /// <summary>A test verifies each recorded action by its line: otherwise a missing line would go unnoticed.</summary>
    [Fact]
    public void Each_action_of_the_log_is_seen_by_a_test()
    {
        var folder = Path.Combine(Path.GetDirectoryName(RealContent.Directory)!, "IncidentTraining.Tests");
        var tests = string.Concat(Directory.EnumerateFiles(folder, "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(Enum.GetNames<AuditAction>(), action => Assert.Matches($@"AuditAction\.{action}\b", tests));
    }

    public void Dispose() => _bench.Dispose();

    private async Task<Outcome<IReadOnlyList<AuditLine>>> ReadAsync(string by, Guid? cohortId) =>
        await _bench.Get<ReadAudit>().RunAsync(await _bench.ActorAsync(by), cohortId, ct: Ct);
}
