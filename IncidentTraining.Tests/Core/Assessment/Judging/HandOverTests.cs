using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// The messages when a role passes to another person, compared with the truth in that second. Anna hands the command to Ben at 10:00.
/// </summary>
public sealed class HandOverTests
{
    private const int At = 600;

    private const string Impact = "Customers get errors at the checkout.",
        Tried = "I rolled the release back.",
        Open = "Still unknown: why the pool is full.",
        Role = "Ben, you are the commander now.";

    private static readonly CrewMate[] Two =
    [
        new(MadeRun.Anna, "Anna", false, [IncidentRole.Operations, IncidentRole.Communications, IncidentRole.Scribe]),
        new(MadeRun.Ben, "Ben", false, [IncidentRole.Commander]),
    ];

    [Fact]
    public void A_hand_over_with_impact_actions_open_points_and_roles_is_good()
    {
        var over = Over(Failing().Act(500, "roll-back"), Impact, Tried, Open, Role);

        Assert.All(over.Points, point => Assert.True(point.Mark == ResultMark.Good, $"{point.Title}: {point.Text}"));
        Assert.Equal((ResultMark.Good, 4, true), (over.Mark, over.Said, over.WithWords));
    }

    [Theory]
    [InlineData("Yours.")]
    [InlineData("Good luck with all of this here")]
    [InlineData("")]
    public void A_hand_over_that_tells_nothing_meets_no_point(string text)
    {
        var over = Over(Failing().Act(500, "roll-back"), text);

        Assert.Equal((ResultMark.Bad, 0), (over.Mark, over.Said));
        Assert.All(over.Points, point => Assert.StartsWith("not said", point.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Customers get errors at the checkout.", true, "said")]
    [InlineData("Customers get errors at the checkout.", false, "not true")]
    [InlineData("The shop is back to normal.", true, "not true")]
    [InlineData("The shop is back to normal.", false, "said")]
    [InlineData("Do customers get errors?", true, "not said")]
    [InlineData("I rolled the release back.", true, "not said")]
    public void The_impact_is_held_against_what_customers_notice_in_that_second(string text, bool failing, string verdict) =>
        Assert.StartsWith($"{verdict}: measured: ", Point(failing ? Failing() : new MadeRun(), 0, text).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("We rolled back.", "said", "roll-back")]
    [InlineData("We rolled back.", "said", "roll-back", "resize-pool")]
    [InlineData("We rolled back.", "not said", "roll-back", "resize-pool", "create-index")]
    [InlineData("We rolled back and resized the pool.", "said", "roll-back", "resize-pool", "create-index")]
    [InlineData("We rolled back.", "not true", "resize-pool")]
    [InlineData("We rolled back.", "not true")]
    [InlineData("I have restarted api-2.", "said", "restart-instance")]
    [InlineData("I ended the sessions of analytics.", "said", "end-sessions")]
    [InlineData("We switched the experiment off.", "said", "disable-experiment")]
    [InlineData("We have not rolled back.", "not said", "resize-pool")]
    [InlineData("Roll back next.", "not said", "roll-back")]
    [InlineData("The hosts were restarted at night.", "not said", "resize-pool")]
    [InlineData("Nothing was changed so far.", "said")]
    [InlineData("We have not touched anything.", "said")]
    [InlineData("Nothing was changed so far.", "not true", "roll-back")]
    [InlineData("Customers get errors at the checkout.", "not said")]
    public void What_was_tried_is_held_against_the_actions_that_were_taken(string text, string verdict, params string[] taken)
    {
        var run = Failing();
        foreach (var (action, place) in taken.Select((action, place) => (action, place)))
        {
            run.Act(300 + (place * 60), action);
        }

        Assert.StartsWith($"{verdict}: ", Point(run, 1, text).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600, "said")]
    [InlineData(601, "not true")]
    public void An_action_counts_that_was_taken_by_the_second_of_the_hand_over(int second, string verdict) =>
        Assert.StartsWith(
            verdict,
            Point(Failing().Act(second, "roll-back"), 1, "I rolled the release back.").Text,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_refused_action_was_not_taken() =>
        Assert.StartsWith(
            "not true: no action had been taken",
            Point(Failing().Act(500, "roll-back", accepted: false), 1, Tried).Text,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Still unknown: why the pool is full.", "said")]
    [InlineData("Next I would look at the database.", "said")]
    [InlineData("We suspect the pool.", "said")]
    [InlineData("The next update is due in 10 minutes.", "said")]
    [InlineData("Customers get errors at the checkout.", "not said")]
    [InlineData("The incident is over.", "not true")]
    [InlineData("We found the cause.", "not true")]
    public void What_is_open_is_said_and_not_denied_while_it_is(string text, string verdict) =>
        Assert.StartsWith($"{verdict}: ", Point(Failing(), 2, text).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(599, "said")]
    [InlineData(600, "said")]
    [InlineData(601, "not true")]
    public void That_it_is_over_is_true_from_the_resolution_on(int resolvedAt, string verdict)
    {
        var run = new MadeRun();
        run.Truth = run.Truth with { ResolvedAt = TimeSpan.FromSeconds(resolvedAt) };
        Assert.StartsWith($"{verdict}: ", Point(run, 2, "The incident is over.").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void That_the_cause_is_found_is_true_when_the_declared_diagnosis_had_found_it()
    {
        Assert.StartsWith(
            "not true",
            Point(Failing().Declare(500, MadeRun.Wrong), 2, "We found the cause, next we repair it.").Text,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "said",
            Point(Failing().Declare(500, MadeRun.Right), 2, "We found the cause, next we repair it.").Text,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "not true",
            Point(Failing().Declare(601, MadeRun.Right), 2, "We found the cause, next we repair it.").Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Ben, you are the commander now.", "said")]
    [InlineData("Ben is in command.", "said")]
    [InlineData("You have command, Ben.", "said")]
    [InlineData("Anna stays the scribe, Ben is the commander.", "said")]
    [InlineData("Ben, all yours.", "not said")]
    [InlineData("Who is in command?", "not said")]
    [InlineData("You are not the commander.", "not said")]
    [InlineData("You are the scribe.", "not said")]
    [InlineData("Anna is still in command.", "not true")]
    [InlineData("You have command, and Ben is the scribe.", "not true")]
    public void Who_has_which_role_is_held_against_the_roles_after_the_hand_over(string text, string verdict) =>
        Assert.StartsWith($"{verdict}: ", Point(Failing(), 3, text).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Ben you are the commander now.")]
    [InlineData("Ben is the commander. You are in command, Ben.")]
    [InlineData("ben is in command.")]
    public void Who_takes_over_may_be_said_more_than_once_and_in_small_letters(string text) =>
        Assert.StartsWith("said: ", Point(Failing(), 3, text).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(At)]
    [InlineData(900)]
    public void A_role_that_passes_on_later_is_still_with_the_one_who_gives_it_away_then(int second)
    {
        // At the end Ben has the communications, and had them before; in between, and at the handover of the command, Anna has.
        CrewMate[] end =
        [
            new(MadeRun.Anna, "Anna", false, [IncidentRole.Operations]),
            new(MadeRun.Ben, "Ben", false, [IncidentRole.Commander, IncidentRole.Communications]),
        ];
        var run = Failing()
            .Say(At, "Anna has the communications, Ben is the commander.")
            .Add(300, IncidentEventKind.RoleHandedOver, "Communications lead: Ben → Anna.", nameof(IncidentRole.Communications))
            .Add(At, IncidentEventKind.RoleHandedOver, "Incident commander: Anna → Ben.", nameof(IncidentRole.Commander))
            .Add(At, IncidentEventKind.RoleHandedOver, "Scribe: Ben → Anna.", nameof(IncidentRole.Scribe))
            .Add(second, IncidentEventKind.RoleHandedOver, "Communications lead: Anna → Ben.", nameof(IncidentRole.Communications))
            .Add(1200, IncidentEventKind.RoleHandedOver, "Communications lead: Ben → Anna.", nameof(IncidentRole.Communications))
            .Add(1500, IncidentEventKind.RoleHandedOver, "Communications lead: Anna → Ben.", nameof(IncidentRole.Communications));
        var over = HandOver
            .Of(run.Record(end))
            .Single(one => one.At == TimeSpan.FromSeconds(At) && one.Points[3].Text.EndsWith("commander", StringComparison.Ordinal));
        Assert.StartsWith("said: ", over.Points[3].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_that_no_one_holds_contradicts_nothing()
    {
        CrewMate[] end =
        [
            new(MadeRun.Anna, "Anna", false, [IncidentRole.Operations]),
            new(MadeRun.Ben, "Ben", false, [IncidentRole.Commander]),
        ];
        var run = Failing()
            .Say(At, "Ben is the scribe, Ben is the commander.")
            .Add(At, IncidentEventKind.RoleHandedOver, "Incident commander: Anna → Ben.", nameof(IncidentRole.Commander));
        Assert.StartsWith("said: ", Assert.Single(HandOver.Of(run.Record(end))).Points[3].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(480, true)]
    [InlineData(479, false)]
    [InlineData(720, true)]
    [InlineData(721, false)]
    public void A_message_within_two_minutes_before_or_after_belongs_to_it(int second, bool counts)
    {
        var run = Failing()
            .Say(second, Impact)
            .Add(At, IncidentEventKind.RoleHandedOver, "Incident commander: Anna → Ben.", nameof(IncidentRole.Commander));
        Assert.Equal(counts ? 1 : 0, Assert.Single(HandOver.Of(run.Record(Two))).Said);
    }

    [Fact]
    public void What_others_wrote_does_not_count()
    {
        var run = Failing()
            .Say(At, Impact, MadeRun.Ben)
            .Add(At, IncidentEventKind.RoleHandedOver, "Incident commander: Anna → Ben.", nameof(IncidentRole.Commander));
        Assert.Equal((0, false), (Assert.Single(HandOver.Of(run.Record(Two))).Said, Assert.Single(HandOver.Of(run.Record(Two))).WithWords));
    }

    private static MadeRun Failing() => new MadeRun().Chart(ChartNames.ErrorRate, _ => 5);

    private static ResultLine Point(MadeRun run, int place, string text) => Over(run, text).Points[place];

    private static HandOver Over(MadeRun run, params string[] messages)
    {
        foreach (var text in messages.Where(text => text.Length > 0))
        {
            run.Say(At, text);
        }

        run.Add(At, IncidentEventKind.RoleHandedOver, "Incident commander: Anna → Ben.", nameof(IncidentRole.Commander));
        return Assert.Single(HandOver.Of(run.Record(Two)));
    }
}
