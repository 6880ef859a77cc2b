using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Drills;

/// <summary>A drill is judged by the rules of the labs, against what was known at the second of an update.</summary>
public sealed class DrillResultTests
{
    private const string Down = "Most pages of the shop fail since 08:51 UTC, paying included. Our team is looking for the cause.";

    [Theory]
    [InlineData(10, ResultMark.Good)]
    [InlineData(10 + (1 / 60d), ResultMark.Bad)]
    public void The_first_update_is_in_time_up_to_ten_minutes_at_P0(double minute, ResultMark mark) =>
        Assert.Equal(mark, new MadeDrill().Update(minute, Down).Line("First update").Mark);

    [Theory]
    [InlineData(16, ResultMark.Good)]
    [InlineData(16 + (1 / 60d), ResultMark.Bad)]
    public void The_cadence_at_P0_is_fifteen_minutes(double second, ResultMark mark) =>
        Assert.Equal(
            mark,
            new MadeDrill()
                .Update(1, Down)
                .Update(second, "Most pages of the shop still fail. We are putting the servers back step by step.")
                .Line("Cadence")
                .Mark
        );

    [Fact]
    public void A_drill_in_which_nothing_was_written_has_no_result()
    {
        Assert.Null(new MadeDrill().Result());
        Assert.Null(new MadeDrill().Say(3, "ok").Result());
        Assert.Null(new MadeDrill().Update(3, "asdf").Update(9, "We are on it.").Result());
        Assert.Null(new MadeDrill().Say(3, "Noor, most pages of the shop fail.", asStaff: true).Result());
        Assert.NotNull(new MadeDrill().Say(3, "Noor, most pages of the shop fail.").Result());
        Assert.NotNull(new MadeDrill().Update(3, Down).Result());
    }

    [Fact]
    public void An_update_without_content_counts_for_nothing_and_is_listed()
    {
        var drill = new MadeDrill().Update(3, "We are on it.").Update(11, Down);
        Assert.Contains("it told its readers nothing and does not count", drill.Bad());
        Assert.Equal(ResultMark.Bad, drill.Line("First update").Mark);
    }

    [Theory]
    [InlineData(UpdateImpact.Down, 17.9, true)]
    [InlineData(UpdateImpact.Down, 18, false)]
    [InlineData(UpdateImpact.Errors, 17.9, false)]
    [InlineData(UpdateImpact.Errors, 18, true)]
    [InlineData(UpdateImpact.None, 23.9, false)]
    [InlineData(UpdateImpact.None, 24, true)]
    public void The_impact_is_held_against_the_facts_of_that_second(UpdateImpact impact, double minute, bool isTrue) =>
        Assert.Equal(
            !isTrue,
            new MadeDrill().Update(minute, Down, impact: impact).Bad().Any(text => text.StartsWith("it said:", StringComparison.Ordinal))
        );

    [Theory]
    [InlineData(UpdateStage.Identified, 11.9, false)]
    [InlineData(UpdateStage.Identified, 12, true)]
    [InlineData(UpdateStage.Monitoring, 17.9, false)]
    [InlineData(UpdateStage.Monitoring, 18, true)]
    [InlineData(UpdateStage.Resolved, 23.9, false)]
    [InlineData(UpdateStage.Resolved, 24, true)]
    [InlineData(UpdateStage.Investigating, 23.9, true)]
    [InlineData(UpdateStage.Investigating, 24, false)]
    public void The_stage_is_held_against_the_facts_of_that_second(UpdateStage stage, double minute, bool isTrue) =>
        Assert.Equal(
            !isTrue,
            new MadeDrill().Update(minute, Down, stage: stage).Bad().Any(text => text.EndsWith("was not true", StringComparison.Ordinal))
        );

    [Fact]
    public void A_fact_that_was_released_early_can_be_told_early() =>
        Assert.DoesNotContain(
            new MadeDrill()
                .Release(5, "over")
                .Update(6, "The shop works normally again.", stage: UpdateStage.Resolved, impact: UpdateImpact.None)
                .Bad(),
            text => text.Contains("not true", StringComparison.Ordinal) || text.StartsWith("it said", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("Most pages fail. Our cloud provider has a problem.", 5, "It named the provider. That was a guess, and it was wrong.")]
    [InlineData(
        "Most pages fail. Your card has not been charged.",
        5,
        "It told readers that cards were not charged. For some customers that was wrong."
    )]
    [InlineData(
        "Most pages fail. No one was charged.",
        5,
        "It told readers that cards were not charged. For some customers that was wrong."
    )]
    [InlineData(
        "Most pages fail. Please try again in a few minutes.",
        5,
        "It told customers to try again while a second attempt could charge them twice."
    )]
    [InlineData("Most pages fail because of a release this morning.", 11.9, "It named a release as the cause before that had been found.")]
    public void A_statement_that_the_facts_do_not_support_is_not_met(string text, double minute, string why) =>
        Assert.Contains(why, new MadeDrill().Update(minute, text).Bad());

    [Theory]
    [InlineData("Most pages fail. We do not know yet whether cards have been charged.", 5)]
    [InlineData("Most pages fail. Please do not try again until we write.", 5)]
    [InlineData("Most pages failed because of a release this morning.", 12)]
    [InlineData("The shop works normally again. You can order again.", 24)]
    public void A_statement_that_they_support_or_deny_is_not_listed(string text, double minute) =>
        Assert.DoesNotContain(new MadeDrill().Update(minute, text).Bad(), why => why.StartsWith("It ", StringComparison.Ordinal));

    [Fact]
    public void Only_customers_are_warned_of_trying_again() =>
        Assert.DoesNotContain(
            new MadeDrill().Update(5, "Most pages fail. Callers ask whether to try again.", UpdateAudience.Support).Bad(),
            why => why.StartsWith("It told customers", StringComparison.Ordinal)
        );

    [Fact]
    public void Promises_in_the_field_and_in_words_are_held_against_what_followed()
    {
        var broken = new MadeDrill()
            .Update(2, $"{Down} We write again by {MadeDrill.Clock(8)} UTC.", next: 6)
            .Update(9, Down + " Nothing new.");
        Assert.Contains(broken.Bad(), text => text.Contains("not kept", StringComparison.Ordinal));
        Assert.DoesNotContain(new MadeDrill().Update(2, Down, next: 6).Update(8, Down + " Nothing new.").Bad(), text =>
            text.Contains("not kept", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Each_audience_is_told_when_it_was_told_and_what_it_waited_for()
    {
        var result = new MadeDrill().Update(3, Down).Update(11, Down, UpdateAudience.Management).Result()!;
        ResultLine Told(string audience) => result.Lines.Single(line => line.Line.Title == $"{audience} told").Line;
        Assert.Equal(ResultMark.Good, Told("Customers").Mark);
        // The support lead reads every update in the channel; so does the manager.
        Assert.Equal((ResultMark.Good, ResultMark.Good), (Told("Support").Mark, Told("Management").Mark));
        // Partners read what customers read; an internal update does not reach them, and there is no deadline for informing them.
        Assert.Equal(ResultMark.Neutral, Told("Partners").Mark);
        Assert.Contains(
            "was for a message to this audience",
            new MadeDrill().Update(3, Down, UpdateAudience.Partners).Update(7, Down, UpdateAudience.Support).Line("Customers told").Text,
            StringComparison.Ordinal
        );
        Assert.Equal(ResultMark.Bad, new MadeDrill().Say(11, "Tomas, most pages of the shop fail.").Line("Management told").Mark);
    }

    [Fact]
    public void Every_judged_line_leads_to_an_entry_of_the_channel()
    {
        var drill = new MadeDrill()
            .Update(3, Down, impact: UpdateImpact.Errors, next: 2)
            .Update(20, "Our cloud provider has failed, and it will be fixed by 10:00.", UpdateAudience.Partners);
        Assert.All(drill.Result()!.Lines.Where(line => line.Line is { Mark: not ResultMark.Neutral, At: not null }), line =>
        {
            Assert.NotNull(line.Entry);
            Assert.True(drill.Story().Log.Single(entry => entry.Number == line.Entry).At <= line.Line.At);
        });
    }

    [Fact]
    public void Lines_tell_the_time_of_day_as_the_channel_does()
    {
        var drill = new MadeDrill().Update(3, Down, impact: UpdateImpact.Errors);
        Assert.Contains(drill.Result()!.Lines, line => line.Line.Title == $"Update at {MadeDrill.Clock(3)}:00 UTC to customers");
        Assert.StartsWith($"first at {MadeDrill.Clock(3)}:00 UTC", drill.Line("Customers told").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Diligent_messages_meet_every_check()
    {
        var drill = new MadeDrill()
            .Update(
                1.5,
                $"Most pages of our shop fail since {MadeDrill.Clock(-9)} UTC, paying included. Our team is looking for the cause.",
                impact: UpdateImpact.Down,
                next: 10
            )
            .Update(
                2,
                "Most pages of the shop fail, paying included: three of four requests. Please tell callers that we are working on it and do not know the cause.",
                UpdateAudience.Support,
                impact: UpdateImpact.Down,
                next: 10
            )
            .Update(
                3,
                "The shop is down for most customers since the morning, P0. Dana investigates.",
                UpdateAudience.Management,
                impact: UpdateImpact.Down,
                next: 15
            )
            .Update(
                4,
                "The fault is in our shop, not in your connection: most requests fail. We are looking for the cause.",
                UpdateAudience.Partners,
                impact: UpdateImpact.Down,
                next: 15
            )
            .Update(
                8,
                "Most pages still fail. Some payments were taken although an error was shown; please do not order a second time. We are drawing up the list.",
                impact: UpdateImpact.Down,
                next: 12
            )
            .Update(
                9,
                "Some customers were charged without an order. Please tell callers not to order a second time.",
                UpdateAudience.Support,
                impact: UpdateImpact.Down,
                next: 15
            )
            .Update(
                13,
                "The cause is found and being undone server by server. No time yet. 62 payments so far have no order.",
                UpdateAudience.Management,
                UpdateStage.Identified,
                UpdateImpact.Down,
                next: 14
            )
            .Update(
                14,
                "We have found the cause in our shop and are undoing it. Orders still fail.",
                UpdateAudience.Partners,
                UpdateStage.Identified,
                UpdateImpact.Down,
                next: 14
            )
            .Update(
                19,
                "About one request in ten still fails. Please still wait before you order.",
                stage: UpdateStage.Monitoring,
                impact: UpdateImpact.Errors,
                next: 8
            )
            .Update(
                20,
                "One request in ten still fails. Please ask callers to wait a little longer.",
                UpdateAudience.Support,
                UpdateStage.Monitoring,
                UpdateImpact.Errors,
                next: 8
            )
            .Update(
                25,
                "The shop works normally again; we have watched it. You can order.",
                stage: UpdateStage.Resolved,
                impact: UpdateImpact.None
            )
            .Update(25.5, "It is over. Orders and payments match again.", UpdateAudience.Support, UpdateStage.Resolved, UpdateImpact.None)
            .Update(
                26.5,
                "It is over. 148 customers paid without an order, 4,810 USD in all; all of it is returned.",
                UpdateAudience.Management,
                UpdateStage.Resolved,
                UpdateImpact.None
            )
            .Update(
                27,
                "Orders work normally again, and your bookshops can rely on that.",
                UpdateAudience.Partners,
                UpdateStage.Resolved,
                UpdateImpact.None
            );
        Assert.Empty(drill.Bad());
        Assert.Equal(ResultMark.Good, drill.Result()!.Mark);
        Assert.DoesNotContain(drill.Result()!.Lines, line => line.Line.Text.Contains("asked and was never told", StringComparison.Ordinal));
    }
}
