using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Response.People;

/// <summary>What people have been told and have asked: once each, and only what is missing.</summary>
public sealed class PeopleMemoryTests
{
    private static readonly Scenario Lab1 = Labs.Scenario("lab-1-high-latency");

    [Fact]
    public void A_question_is_asked_once_however_long_it_waits()
    {
        var channel = new MadeChannel(Lab1).Acknowledge().Live(3600);
        Assert.Equal(1, Asked(channel, "manager", ChannelFacts.Severity));
        Assert.Equal(1, Asked(channel, "manager", ChannelFacts.Command));
        Assert.Equal(1, Asked(channel, "support", ChannelFacts.Impact));
    }

    [Theory]
    [InlineData("manager", ChannelFacts.Severity, "It is a P1.")]
    [InlineData("manager", ChannelFacts.Command, "I am in command.")]
    [InlineData("support", ChannelFacts.Impact, "Customers wait long for every page.")]
    [InlineData("support", ChannelFacts.NextUpdate, "The next update comes in 20 minutes.")]
    public void A_fact_that_was_told_before_the_question_stops_the_question(string person, string fact, string message)
    {
        Assert.Equal(1, Asked(new MadeChannel(Lab1).Acknowledge().Live(3600), person, fact));
        Assert.Equal(0, Asked(new MadeChannel(Lab1).Say(message).Acknowledge().Live(3600), person, fact));
        Assert.Equal(1, Asked(new MadeChannel(Lab1).Say(message.TrimEnd('.') + "?").Acknowledge().Live(3600), person, fact));
    }

    [Fact]
    public void What_the_portal_records_tells_as_well_as_words()
    {
        var channel = new MadeChannel(Lab1, crew: 2).Acknowledge().SetSeverity().HandOverCommand().Live(3600);
        Assert.Equal((0, 0), (Asked(channel, "manager", ChannelFacts.Severity), Asked(channel, "manager", ChannelFacts.Command)));
        Assert.Contains(ChannelFacts.Incident, channel["support"].Facts.Keys);
    }

    [Fact]
    public void A_person_who_has_asked_acknowledges_the_answer_and_one_who_has_not_stays_silent()
    {
        var silent = new MadeChannel(Lab1).Say("It is a P1.");
        Assert.Empty(silent.Answers());

        var asked = new MadeChannel(Lab1).Acknowledge().Live(200);
        Assert.Equal(1, Asked(asked, "manager", ChannelFacts.Severity));
        var thanks = Assert.Single(asked.Say("It is a P1.").Answers());
        Assert.Equal(("manager", "Thanks, I plan with that."), (thanks.Person.Id, thanks.Text));
        Assert.Empty(asked.Say("As I said, a P1.").Answers());
    }

    [Fact]
    public void A_message_of_the_scenario_loses_the_questions_that_were_answered_and_keeps_its_news()
    {
        var inject = Lab1.Injects.Single(one => one.Id == "support-slow");
        Assert.Equal(inject.Text, Last(new MadeChannel(Lab1).Send("support-slow")));
        Assert.Equal(
            "Customers write that the shop is slow, and a few that it fails. What may I tell customers?",
            Last(new MadeChannel(Lab1).Say("We have an incident.").Send("support-slow"))
        );
        Assert.Equal(
            "Customers write that the shop is slow, and a few that it fails.",
            Last(new MadeChannel(Lab1).Say("We have an incident. Please tell customers that we are working on it.").Send("support-slow"))
        );
    }

    [Fact]
    public void A_message_of_the_scenario_without_news_is_not_said_when_its_questions_are_answered()
    {
        var channel = new MadeChannel(Lab1).Say("The shop is slow for everyone. Next update in 15 minutes.").Send("manager-update");
        Assert.DoesNotContain(channel.Log, e => e.Subject == "manager-update");
        Assert.Equal(
            "When is the next update, or when do you expect the repair?",
            Last(new MadeChannel(Lab1).Say("The shop is slow for everyone.").Send("manager-update"))
        );
    }

    [Fact]
    public void A_reminder_is_said_until_all_of_it_was_told()
    {
        Assert.Equal("support-again", new MadeChannel(Lab1).Update("The shop is slow.").Send("support-again").Log[^1].Subject);
        Assert.DoesNotContain(new MadeChannel(Lab1).Update("The shop is slow. Next update in 15 minutes.").Send("support-again").Log, e =>
            e.Subject == "support-again"
        );
    }

    [Fact]
    public void What_a_message_of_the_scenario_asks_is_not_asked_again_by_the_person()
    {
        var lab4 = Labs.Scenario("lab-4-worker-failure");
        var channel = new MadeChannel(lab4).Send("manager-green").Acknowledge().Live(3600);
        Assert.Equal(0, channel.Speeches.Count(speech => speech.Person.Id == "manager" && speech.Asks.Contains(ChannelFacts.Severity)));
    }

    [Fact]
    public void Somebody_of_another_company_hears_what_is_addressed_to_them_and_what_customers_and_partners_read()
    {
        var channel = new MadeChannel(Lab1).Say("Customers cannot pay.").Update("Some payments fail.", UpdateAudience.Management);
        Assert.DoesNotContain(ChannelFacts.Impact, channel["gateway"].Facts.Keys);
        Assert.Contains(ChannelFacts.Impact, channel["support"].Facts.Keys);
        Assert.Contains(ChannelFacts.Impact, channel.Update("Some payments fail.")["gateway"].Facts.Keys);
        Assert.Contains(
            ChannelFacts.Impact,
            new MadeChannel(Lab1).Update("Some payments fail.", UpdateAudience.Partners)["gateway"].Facts.Keys
        );
        Assert.Contains(ChannelFacts.Impact, new MadeChannel(Lab1).Say("Paylane, our customers cannot pay.")["gateway"].Facts.Keys);
    }

    [Fact]
    public void What_staff_say_who_only_watch_tells_nobody_anything()
    {
        var channel = new MadeChannel(Lab1);
        channel.Log.Add(
            new TimelineEntry(
                1,
                TimeSpan.Zero,
                MadeChannel.Start,
                IncidentEventKind.Said,
                PostMessage.Staff,
                "Hold the newsletter. Customers cannot pay.",
                "Femi",
                Guid.CreateVersion7(MadeChannel.Start)
            )
        );
        Assert.Empty(channel.Live(60).Speeches);
        Assert.Empty(channel["support"].Facts);
    }

    [Theory]
    [InlineData("Noor, how is the weather?", "support")]
    [InlineData("Tomas, is it the pool?", "manager")]
    [InlineData("Ines, what is a load balancer?", "marketing")]
    [InlineData("Paylane, who won yesterday?", "gateway")]
    [InlineData("Priya, is it the release?", "colleague")]
    [InlineData("Is it the database pool?", "colleague")]
    public void A_question_without_an_answer_gets_an_honest_I_do_not_know(string message, string person)
    {
        var answer = Assert.Single(new MadeChannel(Lab1).Say(message).Answers());
        Assert.Equal(person, answer.Person.Id);
        Assert.StartsWith("I don't know.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Thanks, Noor.")]
    [InlineData("Thanks for the quick answer, Noor.")]
    [InlineData("Noor, ok, got it, thank you very much.")]
    [InlineData("Good morning, Tomas!")]
    [InlineData("I look at the logs now.")]
    [InlineData("@Ben1 who changed the pool?")]
    public void A_courtesy_a_remark_and_a_question_to_a_member_of_the_crew_get_no_answer(string message) =>
        Assert.Empty(new MadeChannel(Lab1, crew: 2).Say(message).Answers());

    [Theory]
    [InlineData("Noor, ok, check the tickets.")]
    [InlineData("Tomas, great, call the carrier.")]
    public void A_request_with_a_polite_word_is_no_courtesy(string message) =>
        Assert.StartsWith(
            "I don't know.",
            Assert.Single(new MadeChannel(Lab1, crew: 2).Say(message).Answers()).Text,
            StringComparison.Ordinal
        );

    [Fact]
    public void An_entry_is_read_once_and_again_when_it_says_something_else()
    {
        var read = new ReadEntries(Lab1.People, MadeChannel.Start);
        var channel = new MadeChannel(Lab1).Say("Customers cannot pay.").Complain("I gave up.").Acknowledge();
        var support = Lab1.People.Single(person => person.Id == "support");
        var first = read[channel.Log[0]];
        Assert.Equal([ChannelFacts.Impact], first!.FactsFor(support));
        _ = PeopleMemory.Of(Lab1.People, channel.Log, read);
        Assert.Same(first, read[channel.Log[0] with { }]);
        Assert.Equal(2, read.Count);
        Assert.Empty(read[channel.Log[0] with { Text = "Hello." }]!.FactsFor(support));
    }

    [Fact]
    public void In_a_crew_of_several_a_question_to_nobody_in_particular_is_theirs_to_answer() =>
        Assert.Empty(new MadeChannel(Lab1, crew: 2).Say("Is it the database pool?").Answers());

    [Fact]
    public void Answers_show_what_anyone_in_the_run_can_read()
    {
        var channel = new MadeChannel(Lab1);
        Assert.Equal("No one has written to us about it yet.", Assert.Single(channel.Say("Noor, what do customers say?").Answers()).Text);
        channel.Complain("The page takes for ever.").Complain("I gave up.").Complain("I gave up.");
        Assert.Equal(
            "The last ones, in their own words: “The page takes for ever.” “I gave up.”",
            Assert.Single(channel.Say("Noor, what do customers say now?").Answers()).Text
        );
        var changes = Assert.Single(channel.Say("Who changed the pool?").Answers()).Text;
        Assert.Contains("“Database pool: settings of the pool tidied up” by Platform team", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("Release 2026", changes, StringComparison.Ordinal);
        Assert.Contains(
            "Card payments: operational",
            Assert.Single(channel.Say("Paylane, what is your status?").Answers()).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no change with that",
            Assert.Single(channel.Say("Who changed the coffee machine?").Answers()).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_decision_is_made_once_and_remembered()
    {
        var channel = new MadeChannel(Lab1).Say("Please hold the newsletter.");
        var decided = Assert.Single(channel.Answers());
        Assert.Equal(new PersonDecision(PersonDecision.Hold, "newsletter"), decided.Decides);
        var again = Assert.Single(channel.Say("Hold the newsletter, please!").Answers());
        Assert.Null(again.Decides);
        Assert.Equal("It is on hold already.", again.Text);
        Assert.Equal(
            "The newsletter is on hold, and stays on hold today.",
            Assert.Single(channel.Say("Did you hold the newsletter?").Answers()).Text
        );
        Assert.Null(Assert.Single(new MadeChannel(Lab1).Say("Ines, do not hold the newsletter.").Answers()).Decides);
    }

    [Fact]
    public void The_same_messages_at_the_same_seconds_get_the_same_answers()
    {
        Assert.Equal(Played(), Played());

        static IEnumerable<string> Played() =>
            new MadeChannel(Lab1)
                .Acknowledge()
                .Live(100)
                .Say("Noor, what do customers say?")
                .Live(7)
                .Say("It is a P2. Who changed the pool?")
                .Live(900)
                .Log.Select(e => $"{e.At} {e.From}: {e.Text}");
    }

    private static int Asked(MadeChannel channel, string person, string fact) =>
        channel.Speeches.Count(speech => speech.Person.Id == person && speech.Asks.Contains(fact));

    private static string Last(MadeChannel channel) => channel.Log[^1].Text;
}
