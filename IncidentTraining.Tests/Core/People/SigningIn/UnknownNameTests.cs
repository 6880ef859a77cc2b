using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.People;

/// <summary>Names that do not exist, of which anyone can invent any number, do not fill the audit log, which is append-only.</summary>
public sealed class UnknownNameTests : IDisposable
{
    private readonly PeopleBench _bench = new();
    private int _names;

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task An_address_gets_one_line_for_the_first_of_an_hour_and_one_with_the_number_of_the_others()
    {
        await TryAsync("10.0.0.1", times: 10);
        await TryAsync("10.0.0.2", times: 1);
        Assert.Equal([("10.0.0.1", "a name that does not exist"), ("10.0.0.2", "a name that does not exist")], await LinesAsync());

        _bench.Time.Advance(UnknownNameCount.Window - TimeSpan.FromSeconds(1));
        await TryAsync("10.0.0.1", times: 1);
        Assert.Equal(2, (await LinesAsync()).Count);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        await TryAsync("10.0.0.1", times: 1);
        Assert.Equal(
            [
                ("10.0.0.1", "10 more with names that do not exist, in the hour from 2090-03-02 09:00 UTC"),
                ("10.0.0.1", "a name that does not exist"),
                ("10.0.0.1", "a name that does not exist"),
                ("10.0.0.2", "a name that does not exist"),
            ],
            await LinesAsync()
        );
    }

    [Fact]
    public async Task The_next_sign_in_writes_the_numbers_of_hours_that_are_over_and_forgets_them()
    {
        await TryAsync("10.0.0.1", times: 3);
        _bench.Time.Advance(UnknownNameCount.Window);
        await _bench.SignedInAsync(PeopleBench.Administrator);
        Assert.Contains(await LinesAsync(), line => line.Note.StartsWith("2 more", StringComparison.Ordinal));
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.Empty(await db.Set<UnknownNames>().ToListAsync(Ct));
    }

    [Fact]
    public async Task However_many_addresses_there_are_the_lines_of_an_hour_are_limited()
    {
        for (var address = 0; address < UnknownNameCount.MostAddresses + 20; address++)
        {
            for (var one = 0; one < 2; one++)
            {
                // Without passphrase comparisons, each of which takes tens of milliseconds.
                await _bench
                    .Get<WriteGate>()
                    .WriteAsync(
                        async db =>
                        {
                            await db.RecordFailureAsync(null, $"10.0.{address / 100}.{address % 100}", _bench.Time, Ct);
                            return Outcome.Done;
                        },
                        Ct
                    );
            }
        }

        // One for each counted address, and one for all others together.
        var lines = await LinesAsync();
        Assert.Equal(UnknownNameCount.MostAddresses + 1, lines.Count);
        Assert.Single(lines, line => line.Address.Length == 0);
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.Equal(20 * 2 - 1, (await db.Set<UnknownNames>().SingleAsync(one => one.Address == "", Ct)).More);
    }

    [Fact]
    public async Task Each_wrong_passphrase_of_a_person_is_a_line_as_before()
    {
        var ingrid = await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor);
        await TryAsync("10.0.0.1", times: 3);
        for (var wrong = 0; wrong < 3; wrong++)
        {
            await _bench.CheckAsync("Ingrid Holm", "guess guess guess");
        }

        Assert.Equal(
            3,
            (await _bench.LogAsync()).Count(line => line.Action is AuditAction.SignInFailed && line.PersonId == ingrid.PersonId)
        );
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("::ffff:10.0.0.1", "::ffff:10.0.0.1")]
    [InlineData("", "")]
    public void Of_IPv6_the_network_is_counted_because_one_visitor_has_all_its_addresses(string address, string counted) =>
        Assert.Equal(counted, UnknownNameCount.Grouped(address));

    public void Dispose() => _bench.Dispose();

    private async Task TryAsync(string address, int times)
    {
        for (var one = 0; one < times; one++)
        {
            Assert.False((await _bench.CheckAsync($"Unknown {++_names}", "guess guess guess", visit: new Visit(address))).Succeeded);
        }
    }

    private async Task<List<(string Address, string Note)>> LinesAsync() =>
        [
            .. (await _bench.LogAsync())
                .Where(line => line.Action is AuditAction.SignInFailed && line.PersonId is null)
                .Select(line => (line.Address, line.Note))
                .Order(),
        ];
}
