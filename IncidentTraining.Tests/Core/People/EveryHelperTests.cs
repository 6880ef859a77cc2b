using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.People;

/// <summary>Every use case of the room that changes a class or an account, by every role: only the listed ones are executed.</summary>
[Trait("Speed", "slow")]
public sealed class EveryHelperTests : IDisposable
{
    private const string Stranger = "a facilitator of another class";

    private static readonly string[] Roles =
    [
        PeopleBench.Trainee,
        PeopleBench.Instructor,
        PeopleBench.Facilitator,
        PeopleBench.Administrator,
        Stranger,
    ];
    private static readonly string[] Helpers = [PeopleBench.Facilitator, PeopleBench.Administrator];
    private static readonly string[] Administrators = [PeopleBench.Administrator];

    private readonly PeopleBench _bench = new();
    private int _people;

    private static CancellationToken Ct => PeopleBench.Ct;

    private static readonly Dictionary<string, Command> Commands = new()
    {
        ["reset a passphrase"] = new(typeof(IssueCode), Helpers, AuditAction.CodeIssued, async (test, actor, cohort, member) =>
            Plain(await test.Get<IssueCode>().RunAsync(actor, cohort, member, Ct))
        ),
        ["issue join codes"] = new(typeof(IssueCode), Helpers, AuditAction.CodeIssued, async (test, actor, cohort, _) =>
            Plain(await test.Get<IssueCode>().ForSeatsAsync(actor, cohort, Ct))
        ),
        ["rename"] = new(typeof(RenamePerson), Helpers, AuditAction.Renamed, (test, actor, cohort, member) =>
            test.Get<RenamePerson>().MemberAsync(actor, cohort, member, new($"Renamed {test._people}"), Ct)
        ),
        ["change roles"] = new(typeof(ChangeRoles), Helpers, AuditAction.RolesChanged, (test, actor, cohort, member) =>
            test.Get<ChangeRoles>().RunAsync(actor, cohort, member, [ClassRole.Instructor], Ct)
        ),
        ["sign out"] = new(typeof(EndAccess), Helpers, AuditAction.SessionsEnded, (test, actor, cohort, member) =>
            test.Get<EndAccess>().SignOutAsync(actor, cohort, member, Ct)
        ),
        ["remove a second factor"] = new(
            typeof(RemoveSecondFactor),
            Helpers,
            AuditAction.SecondFactorRemoved,
            async (test, actor, cohort, member) =>
            {
                await test.SecondFactorAsync(member);
                return await test.Get<RemoveSecondFactor>().OfMemberAsync(actor, cohort, member, Ct);
            }
        ),
        ["disable"] = new(typeof(EndAccess), Administrators, AuditAction.AccountDisabled, (test, actor, cohort, member) =>
            test.Get<EndAccess>().DisableAsync(actor, cohort, member, disabled: true, Ct)
        ),
        ["remove"] = new(typeof(RemoveMember), Helpers, AuditAction.Removed, (test, actor, cohort, member) =>
            test.Get<RemoveMember>().RunAsync(actor, cohort, member, Ct)
        ),
        ["put back"] = new(typeof(RemoveMember), Helpers, AuditAction.PutBack, async (test, actor, cohort, member) =>
        {
            await test.Get<RemoveMember>().RunAsync(await test._bench.ActorAsync(PeopleBench.Administrator), cohort, member, Ct);
            return await test.Get<RemoveMember>().PutBackAsync(actor, cohort, member, Ct);
        }),
        // A facilitator of one class only has nowhere to move to.
        ["move"] = new(typeof(MoveMember), Administrators, AuditAction.Moved, async (test, actor, cohort, member) =>
            await test.Get<MoveMember>().RunAsync(actor, cohort, member, await test._bench.AnotherClassAsync(), Ct)
        ),
        ["merge accounts"] = new(typeof(MergeAccounts), Helpers, AuditAction.AccountsMerged, async (test, actor, cohort, member) =>
            await test.Get<MergeAccounts>().RunAsync(actor, cohort, member, (await test.DoubleAsync(cohort)).PersonId, Ct)
        ),
        ["undo a merge"] = new(typeof(MergeAccounts), Helpers, AuditAction.MergeUndone, async (test, actor, cohort, member) =>
            await test.Get<MergeAccounts>().UndoAsync(actor, cohort, await test.MergedAsync(cohort, member), Ct)
        ),
        ["add people"] = new(typeof(AddPeople), Helpers, AuditAction.Added, async (test, actor, cohort, _) =>
            Plain(await test.Get<AddPeople>().RunAsync(actor, cohort, $"Listed {test._people}", Ct))
        ),
        ["add staff"] = new(typeof(AddStaff), Administrators, AuditAction.Added, async (test, actor, cohort, _) =>
            Plain(
                await test.Get<AddStaff>()
                    .RunAsync(actor, new(cohort, $"Staff {test._people}", PeopleBench.Passphrase, ClassRole.Instructor), Ct)
            )
        ),
        ["rename the class"] = new(typeof(ChangeClass), Helpers, AuditAction.ClassRenamed, (test, actor, cohort, _) =>
            test.Get<ChangeClass>().RenameAsync(actor, cohort, new("Renamed"), Ct)
        ),
        ["renew the join code"] = new(typeof(ChangeClass), Helpers, AuditAction.JoinCodeRenewed, (test, actor, cohort, _) =>
            test.Get<ChangeClass>().RenewCodeAsync(actor, cohort, Ct)
        ),
        ["choose the start"] = new(typeof(ChangeClass), Helpers, AuditAction.StartChosen, (test, actor, cohort, _) =>
            test.Get<ChangeClass>().StartAtAsync(actor, cohort, new TimeOnly(10, 0), Ct)
        ),
        ["close joining"] = new(typeof(ChangeClass), Helpers, AuditAction.JoiningClosed, (test, actor, cohort, _) =>
            test.CloseJoiningAsync(actor, cohort)
        ),
        ["open joining"] = new(typeof(ChangeClass), Helpers, AuditAction.JoiningOpened, (test, actor, cohort, _) =>
            test.Get<ChangeClass>().CloseJoiningAsync(actor, cohort, closed: false, Ct)
        ),
        ["archive"] = new(typeof(ChangeClass), Helpers, AuditAction.ClassArchived, (test, actor, cohort, _) =>
            test.Get<ChangeClass>().ArchiveAsync(actor, cohort, archived: true, Ct)
        ),
        ["reopen"] = new(typeof(ChangeClass), Helpers, AuditAction.ClassReopened, (test, actor, cohort, _) =>
            test.Get<ChangeClass>().ArchiveAsync(actor, cohort, archived: false, Ct)
        ),
        ["export the class"] = new(typeof(ExportClass), Helpers, AuditAction.ClassExported, (test, actor, cohort, _) =>
            test.ExportAsync(actor, cohort)
        ),
        ["import a class"] = new(typeof(ImportClass), Administrators, AuditAction.ClassImported, async (test, actor, _, _) =>
            await test.ImportAsync(actor)
        ),
        ["anonymise a person"] = new(typeof(Anonymise), Administrators, AuditAction.PersonAnonymised, async (test, actor, cohort, member) =>
            Plain(await test.Get<Anonymise>().PersonAsync(actor, cohort, member, Ct))
        ),
        ["anonymise a class"] = new(typeof(Anonymise), Administrators, AuditAction.ClassAnonymised, async (test, actor, _, _) =>
            await test.AnonymiseAsync(actor)
        ),
        ["delete a class"] = new(typeof(DeleteClass), Administrators, AuditAction.ClassDeleted, async (test, actor, _, _) =>
            await test.DeleteAsync(actor)
        ),
        ["keep crews"] = new(typeof(FormCrews), Helpers, AuditAction.CrewsChanged, async (test, actor, cohort, member) =>
            await test.Get<FormCrews>()
                .KeepAsync(
                    actor,
                    cohort,
                    new(
                        await test.CrewVersionAsync(cohort),
                        CrewMethod.Hand,
                        [
                            [member],
                        ]
                    ),
                    Ct
                )
        ),
        ["set the experience"] = new(typeof(SetExperience), Helpers, null, (test, actor, cohort, member) =>
            test.Get<SetExperience>().RunAsync(actor, cohort, member, Experience.Some, Ct)
        ),
        ["set the rules of the crews"] = new(typeof(SetCrewRules), Helpers, null, (test, actor, cohort, _) =>
            test.Get<SetCrewRules>().RunAsync(actor, cohort, new(CommanderActsInPairs: true, HandsOverHalfway: true), Ct)
        ),
        ["choose the day"] = new(typeof(ChooseDay), Administrators, AuditAction.DayChosen, (test, actor, cohort, _) =>
            test.Get<ChooseDay>().RunAsync(actor, new(cohort, "day-4-incident-response"), Ct)
        ),
        ["create a class"] = new(typeof(CreateClass), Administrators, AuditAction.ClassCreated, async (test, actor, _, _) =>
            Plain(await test.Get<CreateClass>().RunAsync(actor, new("New", "day-4-incident-response", "UTC"), Ct))
        ),
        ["add an administrator"] = new(typeof(Administrators), Administrators, AuditAction.AdministratorAdded, async (test, actor, _, _) =>
            Plain(await test.Get<Administrators>().AddAsync(actor, new($"Administrator {test._people}"), Ct))
        ),
        ["export the log of the site"] = new(typeof(ReadAudit), Administrators, AuditAction.AuditExported, async (test, actor, _, _) =>
            Plain(await test.Get<ReadAudit>().ExportAsync(actor, null, Ct))
        ),
        ["export the log of the class"] = new(
            typeof(ReadAudit),
            [.. Helpers, PeopleBench.Instructor],
            AuditAction.AuditExported,
            async (test, actor, cohort, _) => Plain(await test.Get<ReadAudit>().ExportAsync(actor, cohort, Ct))
        ),
    };

    /// <summary>What is done in an archived class, too: with accounts, with the class as a whole, and beside it.</summary>
    private static readonly string[] EvenArchived =
    [
        "reset a passphrase",
        "rename",
        "sign out",
        "remove a second factor",
        "disable",
        "archive",
        "reopen",
        "export the class",
        "import a class",
        "anonymise a person",
        "anonymise a class",
        "delete a class",
        "create a class",
        "add an administrator",
        "export the log of the site",
        "export the log of the class",
    ];

    /// <summary>
    /// Use cases that write and require no role: what a visitor or a person does with their own account; each has its tests.
    /// </summary>
    private static readonly Dictionary<Type, Type> HaveTestsOfTheirOwn = new()
    {
        [typeof(JoinClass)] = typeof(Host.JoinTests),
        [typeof(CreateAdministrator)] = typeof(Host.StartTests),
        [typeof(DemonstrationClass)] = typeof(Host.DemonstrationTests),
        [typeof(CheckPassphrase)] = typeof(SignInTriesTests),
        [typeof(ChoosePassphrase)] = typeof(OneTimeCodeTests),
        [typeof(OwnSecondFactor)] = typeof(SecondFactorTests),
        [typeof(CheckSecondFactor)] = typeof(SecondFactorTests),
        [typeof(OwnProof)] = typeof(OwnProofTests),
        [typeof(OwnPasskeys)] = typeof(PasskeyTests),
        [typeof(UsePasskey)] = typeof(PasskeyTests),
        [typeof(ConnectProvider)] = typeof(Host.People.ConnectProviderTests),
        [typeof(ProveWithProvider)] = typeof(Host.People.ProveAtProviderTests),
        [typeof(EnterWithProvider)] = typeof(Host.People.ProviderSignInTests),
        [typeof(Sessions)] = typeof(Host.People.AccessEndsTests),
        [typeof(OwnData)] = typeof(Host.People.PeopleFilesTests),
    };

    public static TheoryData<string> Names { get; } = [.. Commands.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_command_is_done_only_by_whom_it_may(string name)
    {
        var command = Commands[name];
        var cohort = await _bench.ClassAsync();
        foreach (var role in Roles)
        {
            _people++;
            var member = await _bench.JoinedAsync($"Member {_people}");
            var (actor, before) = (await ActorAsync(role), (await _bench.LogAsync()).Select(line => line.Id).ToHashSet());
            var outcome = await command.RunAsync(this, actor, cohort, member.PersonId);
            Assert.True(command.By.Contains(role) == outcome.Succeeded, $"{name} by {role}: {outcome.Refusal?.Message ?? "done"}");
            var lines = (await _bench.LogAsync()).Count(line =>
                !before.Contains(line.Id) && line.Action == command.Line && line.ById == actor.PersonId
            );
            Assert.True(lines == (outcome.Succeeded && command.Line is not null ? 1 : 0), $"{name} by {role} left {lines} lines.");
            await Get<ChangeClass>().ArchiveAsync(await _bench.ActorAsync(PeopleBench.Administrator), cohort, archived: false, Ct);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_an_archived_class_people_are_not_changed_by_anyone(string name)
    {
        var (command, cohort) = (Commands[name], await _bench.ClassAsync());
        var member = await _bench.JoinedAsync("Member");
        foreach (var role in (string[])[PeopleBench.Facilitator, PeopleBench.Administrator])
        {
            await Get<ChangeClass>().ArchiveAsync(await _bench.ActorAsync(PeopleBench.Administrator), cohort, archived: true, Ct);
            var outcome = await command.RunAsync(this, await ActorAsync(role), cohort, member.PersonId);
            Assert.True(
                !EvenArchived.Contains(name) || !command.By.Contains(role) || outcome.Succeeded,
                $"{name} by {role}: {outcome.Refusal?.Message}"
            );
            Assert.True(
                EvenArchived.Contains(name) || !command.By.Contains(role) || outcome.Refusal?.Message.Contains("archived") is true,
                $"{name} by {role}: {outcome.Refusal?.Message ?? "done"}"
            );
        }
    }

    [Fact]
    public void Every_use_case_of_the_room_that_writes_is_in_the_table_or_has_tests_of_its_own()
    {
        var writes = typeof(JoinClass)
            .Assembly.GetTypes()
            .Where(type =>
                (type.Namespace == typeof(JoinClass).Namespace || type.Namespace == typeof(FormCrews).Namespace)
                && type.GetConstructors().Any(made => made.GetParameters().Any(part => part.ParameterType == typeof(WriteGate)))
            );
        var known = Commands.Values.Select(command => command.UseCase).Distinct().Concat(HaveTestsOfTheirOwn.Keys);
        Assert.Equal(writes.Select(type => type.Name).Order(), known.Select(type => type.Name).Order());
    }

    public void Dispose() => _bench.Dispose();

    private T Get<T>()
        where T : notnull => _bench.Get<T>();

    private async Task<Actor> ActorAsync(string role) =>
        role == Stranger
            ? await _bench.StaffAsync($"Olga {_people}", ClassRole.Facilitator, await _bench.AnotherClassAsync($"Class {_people}"))
            : await _bench.ActorAsync(role);

    private async Task<int> CrewVersionAsync(Guid cohort)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await db.Set<CrewPlan>().Where(plan => plan.CohortId == cohort).Select(plan => plan.Version).SingleOrDefaultAsync(Ct);
    }

    private async Task<Outcome> ExportAsync(Actor actor, Guid cohort)
    {
        var archive = await Get<ExportClass>().RunAsync(actor, cohort, Ct);
        await (archive.ValueOrDefault?.Content.DisposeAsync() ?? ValueTask.CompletedTask);
        return Plain(archive);
    }

    private async Task<Outcome> AnonymiseAsync(Actor actor)
    {
        var old = await _bench.AnotherClassAsync("Old");
        await Get<ChangeClass>().ArchiveAsync(await _bench.ActorAsync(PeopleBench.Administrator), old, archived: true, Ct);
        return Plain(await Get<Anonymise>().ClassAsync(actor, old, Ct));
    }

    /// <summary>Imports a class that was exported and deleted.</summary>
    private async Task<Outcome> ImportAsync(Actor actor)
    {
        var (administrator, moved) = (await _bench.ActorAsync(PeopleBench.Administrator), await _bench.AnotherClassAsync("Moved"));
        var archive = (await Get<ExportClass>().RunAsync(administrator, moved, Ct)).Value;
        await using var content = archive.Content;
        await Get<ChangeClass>().ArchiveAsync(administrator, moved, archived: true, Ct);
        Assert.True((await Get<DeleteClass>().RunAsync(administrator, moved, "Moved", Ct)).Succeeded);
        return Plain(await Get<ImportClass>().RunAsync(actor, content, new Dictionary<Guid, Guid>(), Ct));
    }

    /// <summary>Closes joining, and opens it again for the members of the next role.</summary>
    private async Task<Outcome> CloseJoiningAsync(Actor actor, Guid cohort)
    {
        var outcome = await Get<ChangeClass>().CloseJoiningAsync(actor, cohort, closed: true, Ct);
        await Get<ChangeClass>().CloseJoiningAsync(await _bench.ActorAsync(PeopleBench.Administrator), cohort, closed: false, Ct);
        return outcome;
    }

    /// <summary>A second account, which joined before the class was archived.</summary>
    private async Task<Actor> DoubleAsync(Guid cohort)
    {
        var administrator = await _bench.ActorAsync(PeopleBench.Administrator);
        var archived = (await _bench.MembersAsync(cohort)).ArchivedAt is not null;
        await Get<ChangeClass>().ArchiveAsync(administrator, cohort, archived: false, Ct);
        var second = await _bench.JoinedAsync($"Double {++_people}");
        await Get<ChangeClass>().ArchiveAsync(administrator, cohort, archived, Ct);
        return second;
    }

    private async Task<Guid> MergedAsync(Guid cohort, Guid member)
    {
        var administrator = await _bench.ActorAsync(PeopleBench.Administrator);
        var archived = (await _bench.MembersAsync(cohort)).ArchivedAt is not null;
        var second = await DoubleAsync(cohort);
        await Get<ChangeClass>().ArchiveAsync(administrator, cohort, archived: false, Ct);
        Assert.True((await Get<MergeAccounts>().RunAsync(administrator, cohort, member, second.PersonId, Ct)).Succeeded);
        var merge = (await Get<MergeAccounts>().UndoableAsync(administrator, cohort, Ct)).Value[0];
        await Get<ChangeClass>().ArchiveAsync(administrator, cohort, archived, Ct);
        return merge.Id;
    }

    private async Task SecondFactorAsync(Guid member)
    {
        var time = _bench.Time.GetUtcNow().UtcDateTime;
        await Get<WriteGate>()
            .WriteAsync(
                db =>
                {
                    if (db.Set<SecondFactor>().Find(member) is null)
                    {
                        var factor = new SecondFactor(member);
                        factor.Confirm(time);
                        db.Add(factor);
                    }

                    return Task.FromResult(Outcome.Done);
                },
                Ct
            );
    }

    private async Task<Outcome> DeleteAsync(Actor actor)
    {
        var doomed = await _bench.AnotherClassAsync("Doomed");
        await Get<ChangeClass>().ArchiveAsync(await _bench.ActorAsync(PeopleBench.Administrator), doomed, archived: true, Ct);
        return Plain(await Get<DeleteClass>().RunAsync(actor, doomed, "Doomed", Ct));
    }

    private static Outcome Plain<T>(Outcome<T> outcome) => outcome.Succeeded ? Outcome.Done : outcome.Refusal;

    /// <param name="UseCase">The use case.</param>
    /// <param name="By">Who may.</param>
    /// <param name="Line">The audit log line that it leaves; null for a command that the log does not cover.</param>
    /// <param name="RunAsync">Does it.</param>
    private sealed record Command(
        Type UseCase,
        string[] By,
        AuditAction? Line,
        Func<EveryHelperTests, Actor, Guid, Guid, Task<Outcome>> RunAsync
    );
}
