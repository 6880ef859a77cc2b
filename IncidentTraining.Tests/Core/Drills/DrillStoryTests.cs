using IncidentTraining.Core.Drills;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Drills;

/// <summary>What happens in a drill by the clock, manually, and because of messages.</summary>
public sealed class DrillStoryTests
{
    private static string Known(MadeDrill drill, double minute) => string.Join(' ', drill.Story(minute).Known.Select(fact => fact.Fact.Id));

    [Fact]
    public void A_fact_arrives_at_its_second_and_not_before()
    {
        Assert.Equal("page", Known(new MadeDrill(), 0));
        Assert.Equal("page", Known(new MadeDrill(), 4 - (1 / 60d)));
        Assert.Equal("page guess", Known(new MadeDrill(), 4));
        Assert.Equal(TimeSpan.FromMinutes(4), FactRelease.Of(MadeDrill.Lab7, MadeDrill.Start, []).Next(TimeSpan.Zero));
    }

    [Fact]
    public void What_is_not_known_yet_is_in_no_text_of_the_story()
    {
        foreach (var fact in MadeDrill.Lab7.Facts.Skip(1))
        {
            var minute = fact.After.TotalMinutes - 0.01;
            var said = string.Join(
                '\n',
                new MadeDrill()
                    .Update(0.5, "Most pages of the shop fail.")
                    .Say(0.6, "Dana, why is it? Noor, what do customers say?")
                    .Story(minute)
                    .Log.Select(entry => entry.Text + entry.Details)
            );
            Assert.DoesNotContain(fact.Text[..25], said, StringComparison.Ordinal);
            Assert.Equal(
                1,
                new MadeDrill()
                    .Story(fact.After.TotalMinutes)
                    .Log.Count(entry => entry.Subject == DrillStory.FactSubject && entry.At == fact.After)
            );
        }
    }

    [Fact]
    public void Times_of_day_in_facts_follow_the_clock_of_the_drill()
    {
        Assert.Contains($"paged at {MadeDrill.Clock(-4)} and", new MadeDrill().Story(0).Log[^1].Text, StringComparison.Ordinal);
        Assert.Contains(
            $"from {MadeDrill.Clock(-9)} to {MadeDrill.Clock(21)} UTC",
            new MadeDrill().Story(24).Log.Last(entry => entry.Subject == DrillStory.FactSubject).Text,
            StringComparison.Ordinal
        );
        // Released early, it mentions times before its arrival.
        Assert.Contains(
            $"to {MadeDrill.Clock(7)} UTC",
            new MadeDrill().Release(10, "over").Story(11).Log.Last(entry => entry.Subject == DrillStory.FactSubject).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_facilitator_releases_a_fact_before_its_time_and_the_others_keep_theirs()
    {
        var drill = new MadeDrill().Release(2, "charged");
        Assert.Equal("page charged", Known(drill, 3));
        Assert.Equal("page charged guess", Known(drill, 4));
        Assert.Equal("page charged guess", Known(drill, 7));
    }

    [Fact]
    public void While_the_clock_is_stopped_facts_wait_and_those_that_are_late_arrive_when_it_goes_on()
    {
        var held = new MadeDrill().Hold(3);
        Assert.Equal("page", Known(held, 29));
        Assert.Null(FactRelease.Of(MadeDrill.Lab7, MadeDrill.Start, held.Entries).Next(TimeSpan.FromMinutes(3)));
        Assert.Equal("page guess", Known(new MadeDrill().Hold(3).Release(9, "guess"), 29));
        var resumed = new MadeDrill().Hold(3).Resume(8);
        Assert.Equal("page", Known(resumed, 7.9));
        Assert.Equal("page guess charged", Known(resumed, 8));
        Assert.Equal("page guess charged cause", Known(resumed, 12));
        // What had arrived before stays known.
        Assert.Equal("page guess", Known(new MadeDrill().Hold(5).Resume(6), 6));
    }

    [Fact]
    public void People_ask_what_they_have_not_been_told_and_not_what_they_know()
    {
        Assert.Contains(new MadeDrill().Spoken(3), one =>
            one.From.StartsWith("Noor", StringComparison.Ordinal)
            && one.Text.Contains("What exactly do customers notice", StringComparison.Ordinal)
            && one.Minute == 2
        );
        var told = new MadeDrill()
            .Update(1, "Most pages of the shop fail with an error.", UpdateAudience.Support, impact: UpdateImpact.Down, next: 10)
            .Spoken(30);
        Assert.DoesNotContain(told, one => one.Text.Contains("What exactly do customers notice", StringComparison.Ordinal));
        // A message to support reached the manager in the channel, and no one outside.
        Assert.DoesNotContain(told, one =>
            one.From.StartsWith("Tomas", StringComparison.Ordinal) && one.Text.Contains("What do they see", StringComparison.Ordinal)
        );
        Assert.Contains(told, one => one.From.StartsWith("Ines", StringComparison.Ordinal) && one.Minute == 6);
        Assert.Contains(told, one => one.From.StartsWith("Rosa", StringComparison.Ordinal) && one.Minute == 5);
    }

    [Fact]
    public void A_person_who_asked_thanks_for_the_answer_and_a_question_gets_one()
    {
        var spoken = new MadeDrill().Say(3, "Noor, most pages of the shop fail, paying included.").Say(5, "Dana, why is it?").Spoken(6);
        Assert.Contains(spoken, one => one.Text == "Thanks. Now all eight of us can give the same answer.");
        Assert.Contains(spoken, one =>
            one.From.StartsWith("Dana", StringComparison.Ordinal)
            && one.Text.StartsWith("I will write in the channel", StringComparison.Ordinal)
        );
        // Staff who watch do not speak for the crew.
        Assert.DoesNotContain(new MadeDrill().Say(3, "Noor, most pages of the shop fail, paying included.", asStaff: true).Spoken(6), one =>
            one.Text.StartsWith("Thanks", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void An_empty_a_late_and_a_missing_update_each_get_a_reaction_once()
    {
        var empty = new MadeDrill().Update(1, "We are on it.").Update(2, "asdf").Spoken(30);
        Assert.Equal(
            1 + (40 / 60d),
            Assert.Single(empty, one => one.Text.StartsWith("I have read your status page twice", StringComparison.Ordinal)).Minute,
            3
        );
        var late = new MadeDrill().Update(1, "Most pages of the shop fail.", next: 5);
        Assert.DoesNotContain(late.Spoken(6.9), one => one.Text.StartsWith("You said there would be news", StringComparison.Ordinal));
        Assert.Equal(
            7,
            Assert.Single(late.Spoken(30), one => one.Text.StartsWith("You said there would be news", StringComparison.Ordinal)).Minute
        );
        Assert.DoesNotContain(
            new MadeDrill().Update(1, "Most pages of the shop fail.", next: 5).Update(6, "Most pages of the shop still fail.").Spoken(30),
            one => one.Text.StartsWith("You said there would be news", StringComparison.Ordinal)
        );
        Assert.Equal(
            12,
            Assert.Single(new MadeDrill().Spoken(30), one => one.Text.StartsWith("Twelve minutes", StringComparison.Ordinal)).Minute
        );
        Assert.DoesNotContain(new MadeDrill().Update(11.9, "Most pages of the shop fail.").Spoken(30), one =>
            one.Text.StartsWith("Twelve minutes", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_story_that_is_told_later_begins_as_it_was_told_before()
    {
        var drill = new MadeDrill()
            .Update(2.5, "Most pages of the shop fail.", next: 4)
            .Say(5, "Noor, please tell callers to wait.")
            .Update(13, "asdf", UpdateAudience.Management);
        var whole = drill.Story().Log;
        Assert.True(whole.Count > 20, $"{whole.Count}");
        for (var minute = 0d; minute <= 30; minute += 0.5)
        {
            var part = drill.Story(minute).Log;
            Assert.Equal(whole.Take(part.Count), part);
            Assert.True(part.Count == whole.Count || whole[part.Count].At > TimeSpan.FromMinutes(minute));
        }
    }

    [Fact]
    public void The_next_moment_of_a_story_is_that_of_its_next_entry()
    {
        for (var minute = 0d; minute < 30; minute += 0.25)
        {
            var (story, whole) = (new MadeDrill().Story(minute), new MadeDrill().Story().Log);
            var next = whole.FirstOrDefault(entry => entry.At > TimeSpan.FromMinutes(minute))?.At;
            Assert.True(
                story.Next == next || (story.Next is { } early && early < next) || (next is null && story.Next > TimeSpan.FromMinutes(30)),
                $"minute {minute}: {story.Next}, and {next} in the story"
            );
        }
    }
}
