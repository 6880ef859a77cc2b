using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.People;

/// <summary>A forgotten passphrase: who may issue a code for whom, and what the code does, once.</summary>
public sealed class OneTimeCodeTests : IDisposable
{
    private const string New = "seven quiet harbours";
    private static readonly Visit Here = new("10.0.0.7");
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task A_code_lets_the_person_choose_a_passphrase_once_and_the_old_one_lasts_until_then()
    {
        var nadia = await _bench.JoinedAsync("Nadia Petrov");
        var code = await IssueAsync(PeopleBench.Facilitator, nadia.PersonId);
        Assert.Matches("^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$", code);
        Assert.True((await SignInAsync("Nadia Petrov", PeopleBench.Passphrase)).Succeeded);

        Assert.True((await ChooseAsync(code.ToLowerInvariant().Replace('-', ' '))).Succeeded);
        Assert.True((await SignInAsync("Nadia Petrov", New)).Succeeded);
        Assert.False((await SignInAsync("Nadia Petrov", PeopleBench.Passphrase)).Succeeded);
        Assert.Equal(RefusalKind.NotAllowed, (await ChooseAsync(code)).Refusal!.Kind);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task A_code_is_valid_for_an_hour(int minutes, bool valid)
    {
        var code = await IssueAsync(PeopleBench.Facilitator, await _bench.IdAsync(PeopleBench.Trainee));
        _bench.Time.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(valid, (await ChooseAsync(code)).Succeeded);
    }

    [Fact]
    public async Task A_second_code_replaces_the_first()
    {
        var first = await IssueAsync(PeopleBench.Facilitator, await _bench.IdAsync(PeopleBench.Trainee));
        var second = await IssueAsync(PeopleBench.Administrator, await _bench.IdAsync(PeopleBench.Trainee));
        Assert.False((await ChooseAsync(first)).Succeeded);
        Assert.True((await ChooseAsync(second)).Succeeded);
    }

    [Fact]
    public async Task A_passphrase_that_is_too_short_does_not_use_up_the_code()
    {
        var code = await IssueAsync(PeopleBench.Facilitator, await _bench.IdAsync(PeopleBench.Trainee));
        Assert.Equal(RefusalKind.Invalid, (await ChooseAsync(code, "too short")).Refusal!.Kind);
        Assert.True((await ChooseAsync(code)).Succeeded);
    }

    [Fact]
    public async Task Using_a_code_ends_all_sessions_of_the_person()
    {
        var nadia = await _bench.JoinedAsync("Nadia Petrov");
        var userId = (await SignInAsync("Nadia Petrov", PeopleBench.Passphrase)).Value;
        var session = (await _bench.Get<Sessions>().StartAsync(userId, Here, Ct)).Value;
        Assert.NotNull(await _bench.Get<SessionGuard>().CheckAsync(session, ct: Ct));

        await ChooseAsync(await IssueAsync(PeopleBench.Facilitator, nadia.PersonId));
        Assert.Null(await _bench.Get<SessionGuard>().CheckAsync(session, ct: Ct));
    }

    [Fact]
    public async Task A_facilitator_resets_no_account_of_staff_because_a_code_is_a_way_to_sign_in_as_them()
    {
        var ingrid = await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor);
        var refused = await _bench
            .Get<IssueCode>()
            .RunAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), ingrid.PersonId, Ct);
        Assert.Contains("only an administrator", refused.Refusal!.Message);
        Assert.True(
            (
                await _bench
                    .Get<IssueCode>()
                    .RunAsync(await _bench.ActorAsync(PeopleBench.Administrator), await _bench.ClassAsync(), ingrid.PersonId, Ct)
            ).Succeeded
        );
    }

    [Fact]
    public async Task A_facilitator_resets_no_trainee_of_theirs_who_is_staff_elsewhere()
    {
        var elsewhere = await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor, await _bench.AnotherClassAsync());
        await AddAsync(elsewhere.PersonId, ClassRole.Trainee);
        var refused = await _bench
            .Get<IssueCode>()
            .RunAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), elsewhere.PersonId, Ct);
        Assert.Equal(RefusalKind.NotAllowed, refused.Refusal!.Kind);
    }

    [Fact]
    public async Task The_server_issues_a_code_for_staff_and_enables_the_account()
    {
        var ingrid = await _bench.StaffAsync("Ingrid Holm", ClassRole.Facilitator);
        await _bench
            .Get<EndAccess>()
            .DisableAsync(
                await _bench.ActorAsync(PeopleBench.Administrator),
                await _bench.ClassAsync(),
                ingrid.PersonId,
                disabled: true,
                Ct
            );
        Assert.False((await _bench.CheckAsync("Ingrid Holm", PeopleBench.Passphrase)).Succeeded);

        var issued = await _bench.Get<IssueCode>().FromServerAsync("ingrid holm", Ct);
        Assert.True((await ChooseAsync(issued.Value.Code)).Succeeded);
        Assert.True((await _bench.CheckAsync("Ingrid Holm", New)).Succeeded);
        Assert.Equal(RefusalKind.NotFound, (await _bench.Get<IssueCode>().FromServerAsync("no such name", Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task Personal_join_codes_are_for_trainees_who_have_not_arrived()
    {
        await _bench
            .Get<AddPeople>()
            .RunAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), "Ben Ortiz\nZoe Lind", Ct);
        var seats = (
            await _bench.Get<IssueCode>().ForSeatsAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), Ct)
        ).Value;
        Assert.Contains("Ben Ortiz", seats.Select(seat => seat.Name));
        Assert.DoesNotContain("Ines Moreau", seats.Select(seat => seat.Name));

        var userId = (await ChooseAsync(seats.Single(seat => seat.Name == "Ben Ortiz").Code)).Value;
        await _bench.Get<Sessions>().StartAsync(userId, Here, Ct);
        var rest = (
            await _bench.Get<IssueCode>().ForSeatsAsync(await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync(), Ct)
        ).Value;
        Assert.DoesNotContain("Ben Ortiz", rest.Select(seat => seat.Name));
        Assert.Contains("Zoe Lind", rest.Select(seat => seat.Name));
    }

    public void Dispose() => _bench.Dispose();

    private async Task<string> IssueAsync(string by, Guid personId)
    {
        var issued = await _bench.Get<IssueCode>().RunAsync(await _bench.ActorAsync(by), await _bench.ClassAsync(), personId, Ct);
        Assert.True(issued.Succeeded, issued.Refusal?.Message);
        return issued.Value.Code;
    }

    private Task<Outcome<string>> ChooseAsync(string code, string passphrase = New) =>
        _bench.Get<ChoosePassphrase>().WithCodeAsync(new(code, passphrase), Here, Ct);

    private async Task<Outcome<string>> SignInAsync(string name, string passphrase) =>
        await _bench.CheckAsync(name, passphrase, await _bench.CodeAsync());

    private async Task AddAsync(Guid personId, ClassRole role)
    {
        var cohortId = await _bench.ClassAsync();
        await _bench
            .Get<IncidentTraining.Core.Storage.WriteGate>()
            .WriteAsync(
                db =>
                {
                    db.Add(new Membership(cohortId, personId, role, _bench.Time.GetUtcNow().UtcDateTime));
                    return Task.FromResult(Outcome.Done);
                },
                Ct
            );
    }
}
