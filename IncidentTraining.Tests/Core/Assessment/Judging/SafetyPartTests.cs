using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The safety part, based on the engine's measurements and the account.</summary>
public sealed class SafetyPartTests
{
    [Theory]
    [InlineData(-49, ResultMark.Good)]
    [InlineData(-50, ResultMark.Bad)]
    public void An_action_that_traded_late_orders_for_lost_ones_is_listed_as_harm(long lostOrders, ResultMark mark)
    {
        var part = Part(Line(ActionEffect.Helped, cents: 90_000, lostOrders));

        Assert.Equal(mark, part.Mark);
        if (mark == ResultMark.Bad)
        {
            Assert.Equal("1 harm from actions", part.Summary);
            Assert.Equal(
                ("Action", "The pool is resized. It turned customers away: 50 more orders were lost because of it.", ResultMark.Bad),
                (part.Lines[0].Title, part.Lines[0].Text, part.Lines[0].Mark)
            );
            Assert.Equal(TimeSpan.FromMinutes(5), Assert.Single(part.Lines).At);
        }
        else
        {
            Assert.Equal(("no action did harm", 0), (part.Summary, part.Lines.Count));
        }
    }

    [Fact]
    public void A_needless_action_that_traded_is_listed_once()
    {
        var part = Part(Line(ActionEffect.Helped, 90_000, -50) with { NeedlessRisks = 1 });
        Assert.Single(part.Lines);
        Assert.Equal("1 harm from actions", part.Summary);
    }

    [Fact]
    public void An_action_without_which_there_would_have_been_less_harm_is_listed_with_its_price()
    {
        var part = Part(Line(ActionEffect.Harmed, -123_400, -60), Line(ActionEffect.Harmed, -5_000, 0) with { NeedlessRisks = 1 });

        Assert.Equal((ResultMark.Bad, "2 harms from actions"), (part.Mark, part.Summary));
        Assert.Equal("The pool is resized. Without it there would have been 1,234 USD less harm.", part.Lines[0].Text);
        Assert.Equal(2, part.Lines.Count);
    }

    [Theory]
    [InlineData(1, true, ResultMark.Good, "no action did harm")]
    [InlineData(2, true, ResultMark.Bad, "2 risky actions that were not needed")]
    [InlineData(0, false, ResultMark.Good, "no action did harm")]
    [InlineData(1, false, ResultMark.Bad, "1 risky action that was not needed")]
    public void One_needless_risk_is_tolerated_when_something_was_understood_and_none_otherwise(
        int needless,
        bool understood,
        ResultMark mark,
        string summary
    )
    {
        var part = SafetyPart.Of(
            new MadeRun().Record(),
            Verdicts,
            Stored(
                new RunAccount
                {
                    Horizon = TimeSpan.FromHours(1),
                    DoNothing = None,
                    Recorded = None,
                    IsUnderstood = understood,
                    Lines = [.. Enumerable.Repeat(Line(ActionEffect.Nothing, 0, 0) with { NeedlessRisks = 1 }, needless)],
                }
            )
        );

        Assert.Equal((mark, summary), (part.Mark, part.Summary));
        Assert.Equal(needless, part.Lines.Count);
        Assert.All(part.Lines, line =>
            Assert.Equal(("Needless risk", mark == ResultMark.Bad ? ResultMark.Bad : ResultMark.Neutral), (line.Title, line.Mark))
        );
        Assert.All(part.Lines, line => Assert.Equal("The pool is resized. It did not help, and does not repair this cause.", line.Text));
    }

    [Theory]
    [InlineData(true, ResultMark.Good, ResultMark.Neutral)]
    [InlineData(false, ResultMark.Bad, ResultMark.Bad)]
    public void A_try_that_the_shop_refused_is_listed_once_with_its_answer(bool understood, ResultMark mark, ResultMark line)
    {
        var record = new MadeRun()
            .Refused(300, "create-index", "create-index was refused: It is there.")
            .Refused(400, "create-index", "Again.")
            .Refused(500, "resize-pool", "Nothing to do.")
            .Refused(600, "shed-traffic", "Nothing to do.")
            .Record();
        var part = SafetyPart.Of(
            record,
            Verdicts,
            Stored(
                new RunAccount
                {
                    Horizon = TimeSpan.FromHours(1),
                    DoNothing = None,
                    Recorded = None,
                    IsUnderstood = understood,
                    RefusedTries = 1,
                }
            )
        );

        Assert.Equal(mark, part.Mark);
        Assert.Equal(
            ("Needless risk", "create-index was refused: It is there. It does not repair this cause.", line, TimeSpan.FromMinutes(5)),
            Assert.Single(part.Lines) is var only ? (only.Title, only.Text, only.Mark, only.At!.Value) : default
        );
        Assert.Empty(SafetyPart.Of(record, Verdicts, null).Lines);
    }

    [Fact]
    public void Harm_that_the_engine_measured_counts_before_the_account_is_computed()
    {
        var record = new MadeRun().Harmed(300, "flush-redis", "12 jobs of paid orders were lost.").Record();
        var part = SafetyPart.Of(record, Verdicts, null);

        Assert.Equal((ResultMark.Bad, "1 harm from actions"), (part.Mark, part.Summary));
        Assert.Equal(
            ("flush-redis", "12 jobs of paid orders were lost.", TimeSpan.FromMinutes(5)),
            (part.Lines[0].Title, part.Lines[0].Text, part.Lines[0].At!.Value)
        );
    }

    [Theory]
    [InlineData("shed-traffic", ResultMark.Good, ResultMark.Neutral, " It was the price of the recovery.")]
    [InlineData("flush-redis", ResultMark.Bad, ResultMark.Bad, "")]
    public void What_a_recovery_costs_is_listed_as_its_price_and_is_no_harm(string action, ResultMark mark, ResultMark line, string price)
    {
        var record = new MadeRun().Harmed(300, action, "Customers were turned away.").Record();
        TimedStep[] steps = [new(TimeSpan.Zero, "shed-traffic", new Dictionary<string, string>())];
        var cause = record.Cause with { Metastable = new MetastableOutage(TimeSpan.Zero, [new Recovery("shedding", steps)], 1) };
        var account = Stored(
            new RunAccount
            {
                Horizon = TimeSpan.FromHours(1),
                DoNothing = None,
                Recorded = None,
                Lines = [],
            }
        );

        var part = SafetyPart.Of(record with { Scenario = record.Scenario with { RootCauses = [cause] } }, Verdicts, account);

        Assert.Equal(mark, part.Mark);
        Assert.Equal(
            ($"Customers were turned away.{price}", line),
            Assert.Single(part.Lines) is var only ? (only.Text, only.Mark) : default
        );
        Assert.Equal(ResultMark.Bad, SafetyPart.Of(record, Verdicts, account).Mark);
    }

    [Fact]
    public void Harm_and_needless_risks_are_told_together()
    {
        var part = Part(
            Line(ActionEffect.Harmed, -9_000, 0) with
            {
                NeedlessRisks = 1,
            },
            Line(ActionEffect.Nothing, 0, 0) with
            {
                NeedlessRisks = 1,
            }
        );
        Assert.Equal("1 harm from actions, 2 risky actions that were not needed", part.Summary);
    }

    [Fact]
    public void Without_an_action_or_an_account_safety_is_not_judged_and_says_why()
    {
        var record = new MadeRun().Record();
        Assert.Equal((ResultMark.Neutral, "no action was taken on the shop"), Of(SafetyPart.Of(record, [], null)));
        Assert.Equal((ResultMark.Neutral, "judged once the impact analysis is computed"), Of(SafetyPart.Of(record, Verdicts, null)));
        Assert.Equal(
            (ResultMark.Neutral, "not judged: the run has no impact analysis"),
            Of(SafetyPart.Of(record, Verdicts, new StoredAccount(Guid.CreateVersion7(), MadeRun.Start, MadeRun.Start, "It differs.")))
        );

        static (ResultMark, string) Of(ResultPart part) => (part.Mark, part.Summary);
    }

    private static CustomerHarm None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static IReadOnlyList<ActionVerdict> Verdicts { get; } = [new(TimeSpan.FromMinutes(5), "Resized.", ActionEffect.Helped)];

    private static AccountLine Line(ActionEffect effect, long cents, long lostOrders) =>
        new(TimeSpan.FromMinutes(5), ["The pool is resized."], default, effect, new HarmChange(cents, lostOrders, 0, 0, 0, 0), []);

    private static ResultPart Part(params AccountLine[] lines) =>
        SafetyPart.Of(
            new MadeRun().Record(),
            Verdicts,
            Stored(
                new RunAccount
                {
                    Horizon = TimeSpan.FromHours(1),
                    DoNothing = None,
                    Recorded = None,
                    Lines = lines,
                }
            )
        );

    private static StoredAccount Stored(RunAccount account) => new(Guid.CreateVersion7(), MadeRun.Start, MadeRun.Start, account);
}
