using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.People;

/// <summary>
/// Guessing is slowed down for the account at an address, and never locks the owner out of a browser that has signed in before.
/// </summary>
public sealed class SignInTriesTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    [Fact]
    public async Task After_five_wrong_tries_each_further_one_waits_twice_as_long_up_to_a_minute()
    {
        await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor);
        for (var wrong = 0; wrong < 5; wrong++)
        {
            Assert.Equal(RefusalKind.NotAllowed, (await _bench.CheckAsync("Ingrid Holm", "guess guess guess")).Refusal!.Kind);
        }

        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            var refused = (await _bench.CheckAsync("Ingrid Holm", PeopleBench.Passphrase)).Refusal!;
            Assert.Equal((RefusalKind.TooMany, TimeSpan.FromSeconds(seconds)), (refused.Kind, refused.RetryAfter!.Value));
            _bench.Time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(RefusalKind.NotAllowed, (await _bench.CheckAsync("Ingrid Holm", "guess guess guess")).Refusal!.Kind);
        }

        _bench.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.True((await _bench.CheckAsync("Ingrid Holm", PeopleBench.Passphrase)).Succeeded);
    }

    [Fact]
    public async Task A_right_passphrase_forgets_the_wrong_tries()
    {
        await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor);
        for (var round = 0; round < 3; round++)
        {
            for (var wrong = 0; wrong < 4; wrong++)
            {
                await _bench.CheckAsync("Ingrid Holm", "guess guess guess");
            }

            Assert.True((await _bench.CheckAsync("Ingrid Holm", PeopleBench.Passphrase)).Succeeded);
        }
    }

    [Fact]
    public async Task A_known_browser_is_let_in_however_much_others_guess()
    {
        var ingrid = await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor);
        var userId = (await _bench.CheckAsync("Ingrid Holm", PeopleBench.Passphrase)).Value;
        foreach (var address in Enumerable.Range(1, 40))
        {
            await _bench.CheckAsync("Ingrid Holm", "guess guess guess", visit: new Visit($"10.0.1.{address}"));
        }

        Assert.Equal(
            RefusalKind.TooMany,
            (await _bench.CheckAsync("Ingrid Holm", PeopleBench.Passphrase, visit: new Visit("10.0.2.1"))).Refusal!.Kind
        );
        Assert.True(
            (
                await _bench.CheckAsync("Ingrid Holm", PeopleBench.Passphrase, visit: new Visit("10.0.2.1", KnownAccounts: [userId]))
            ).Succeeded
        );
        Assert.Equal(
            40,
            (await _bench.LogAsync()).Count(entry => entry.Action is AuditAction.SignInFailed && entry.PersonId == ingrid.PersonId)
                + Refused
        );
    }

    // After twenty wrong attempts the account must wait: the others were refused before the comparison.
    private const int Refused = 20;

    [Fact]
    public async Task Names_that_do_not_exist_get_the_same_sentence_and_the_same_waiting()
    {
        await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor);
        for (var wrong = 0; wrong < 7; wrong++)
        {
            var known = (await _bench.CheckAsync("Ingrid Holm", "guess guess guess")).Refusal!;
            var unknown = (await _bench.CheckAsync("Nobody Here", "guess guess guess")).Refusal!;
            var unknownClass = (await _bench.CheckAsync("Ben", "guess guess guess", "2222-2222")).Refusal!;
            Assert.Equal((known.Kind, known.Message), (unknown.Kind, unknown.Message));
            Assert.Equal((known.Kind, known.Message), (unknownClass.Kind, unknownClass.Message));
        }
    }

    [Fact]
    public async Task A_class_of_300_that_mistypes_once_behind_one_address_gets_in()
    {
        var tries = _bench.Get<SignInTries>();
        var visit = new Visit("10.0.0.9");
        for (var person = 0; person < 299; person++)
        {
            tries.Failed($"PERSON {person}", visit, isKnown: false);
        }

        Assert.Equal(TimeSpan.Zero, tries.WaitFor("PERSON 300", visit, isKnown: false));
        tries.Failed("PERSON 299", visit, isKnown: false);
        Assert.Equal(TimeSpan.FromSeconds(1), tries.WaitFor("PERSON 300", visit, isKnown: false));
        await Task.CompletedTask;
    }

    public void Dispose() => _bench.Dispose();
}
