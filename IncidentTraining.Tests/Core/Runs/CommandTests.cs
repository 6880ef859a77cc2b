using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop;
using IncidentTraining.Tests.Core.PracticeShop.Faults;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Commands typed to act on the shop: which of them count as events, and what the help shows about them.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("rate(http_requests_total[5m])")]
    [InlineData("kubectl")]
    public async Task A_line_that_is_no_command_is_neither_stored_nor_told_in_the_timeline(string line)
    {
        var trainee = await _bench.StartAsync();

        var answer = await trainee.ActAsync(line);

        Assert.Equal(RefusalKind.NotFound, answer.Refusal!.Kind);
        Assert.DoesNotContain("resize-pool", answer.Refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await _bench.EventsAsync(trainee.RunId), e => e.Text.Contains(line, StringComparison.Ordinal));
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.Empty(await db.Set<RunInput>().ToListAsync(Ct));
    }

    [Fact]
    public async Task A_command_that_the_shop_cannot_take_now_is_told_in_the_timeline_and_a_mistyped_one_is_not()
    {
        var trainee = await _bench.StartAsync();

        Assert.Equal(RefusalKind.Invalid, (await trainee.ActAsync("shed-traffic", ("percent", "many"))).Refusal!.Kind);
        Assert.DoesNotContain(await _bench.EventsAsync(trainee.RunId), e => e.Kind == IncidentEventKind.ActionRefused);

        Assert.Equal(RefusalKind.Conflict, (await trainee.ActAsync("shed-traffic", ("percent", "0"))).Refusal!.Kind);
        Assert.Equal(
            "shed-traffic",
            Assert.Single(await _bench.EventsAsync(trainee.RunId), e => e.Kind == IncidentEventKind.ActionRefused).Subject
        );
    }

    [Fact]
    public void Examples_name_no_repair_of_any_lab()
    {
        var repairs = Labs
            .All.SelectMany(scenario => scenario.RootCauses)
            .SelectMany(cause => cause.Mitigations)
            .Select(step => step.Action)
            .ToHashSet();
        var panel = File.ReadAllText(Path.Combine(Labs.Shop, "../../IncidentTraining.Web/Features/Runs/Panels/ToolsPanel.razor"));
        List<string> texts =
        [
            .. ChannelCommand.All.Select(known => known.Command),
            ConsoleLine.Parse("").Refusal!.Message,
            panel,
            .. _bench.Get<IShopWords>().Examples.Where(example => example.Group != "Actions").Select(example => example.Line),
        ];
        Assert.True(repairs.Count > 10 && texts.Count > 10);
        Assert.All(texts, text => Assert.DoesNotContain(repairs, repair => text.Contains(repair, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_help_on_an_action_names_no_cause()
    {
        string[] tells = ["analytics", "spend cap", "too few", "cause", "out of date", "poison", "leak", "campaign", "withdrawn"];
        foreach (var action in FaultyShop.With().Actions)
        {
            var help = $"{action.Title} {action.Description} {string.Join(' ', action.Arguments.Select(argument => argument.Title))}";
            Assert.All(tells, tell => Assert.DoesNotContain(tell, help, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("too-few-workers processes=1 lanes=1 enough=3", "scale-workers", "1")]
    [InlineData("pool-size connections=2 enough=12", "resize-pool", "2")]
    [InlineData("too-many-connections sessions=31", "end-sessions", "lanternfish-api")]
    [InlineData("rotated-password open=1", "update-secret", "mail-key")]
    public void A_form_begins_with_what_is_so_now_or_with_what_repairs_nothing(string fault, string action, string suggested) =>
        Assert.Equal(suggested, FaultyShop.InTrouble(fault).Actions.Single(one => one.Name == action).Arguments[0].Suggested);

    [Theory, MemberData(nameof(Labs.Causes), MemberType = typeof(Labs))]
    public void A_form_of_numbers_sent_as_it_begins_repairs_no_cause(string scenario, string causeId)
    {
        var cause = Labs.Cause(scenario, causeId);
        var repairs = cause.Mitigations.Select(step => step.Action).ToHashSet();
        foreach (var name in repairs)
        {
            var shop = Labs.InTrouble(scenario, causeId);
            var action = shop.Actions.Single(one => one.Name == name);
            if (
                action.Arguments.All(argument => argument.Choices.Count == 0 && argument.Suggested.Length > 0)
                && action.Arguments.Count > 0
            )
            {
                shop.Take([
                    new MitigationStep(name, action.Arguments.ToDictionary(argument => argument.Name, argument => argument.Suggested)),
                ]);
                Assert.False(shop.ResolvesWithin(900), $"{name} as its form begins");
            }
        }
    }
}
