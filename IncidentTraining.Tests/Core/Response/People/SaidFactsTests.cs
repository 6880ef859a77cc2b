using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Response.People;

/// <summary>Which facts a message states, and which it only mentions.</summary>
public sealed class SaidFactsTests
{
    [Theory]
    [InlineData(ChannelFacts.Impact, "Customers cannot pay.")]
    [InlineData(ChannelFacts.Impact, "Customers see errors.")]
    [InlineData(ChannelFacts.Impact, "The shop is slow for everyone.")]
    [InlineData(ChannelFacts.Impact, "We do not know the cause yet, but checkouts fail.")]
    [InlineData(ChannelFacts.Severity, "This is a P1.")]
    [InlineData(ChannelFacts.Severity, "It is not a P0, it is a P1.")]
    [InlineData(ChannelFacts.Severity, "sev2 for now")]
    [InlineData(ChannelFacts.NextUpdate, "Next update in 15 minutes.")]
    [InlineData(ChannelFacts.NextUpdate, "We will write again by half past.")]
    [InlineData(ChannelFacts.NextUpdate, "It should be fixed within 20 minutes.")]
    [InlineData(ChannelFacts.Command, "I am in command.")]
    [InlineData(ChannelFacts.Command, "Anna is the incident commander.")]
    [InlineData(ChannelFacts.Command, "I lead the incident.")]
    [InlineData(ChannelFacts.CustomerWords, "Please tell customers that buying is slow.")]
    [InlineData(ChannelFacts.CustomerWords, "You can say that we are working on it.")]
    [InlineData(ChannelFacts.Incident, "Yes, we have an incident.")]
    [InlineData(ChannelFacts.Incident, "We are looking into it.")]
    [InlineData(ChannelFacts.AllClear, "All clear.")]
    [InlineData(ChannelFacts.AllClear, "The incident is over.")]
    public void A_statement_tells_its_fact(string fact, string message) => Assert.Contains(fact, Of(message));

    [Theory]
    [InlineData(ChannelFacts.Impact, "Are customers unable to pay?")]
    [InlineData(ChannelFacts.Impact, "We don't know whether payments fail.")]
    [InlineData(ChannelFacts.Impact, "It is unclear whether the shop is slow.")]
    [InlineData(ChannelFacts.Severity, "Is this a P1?")]
    [InlineData(ChannelFacts.Severity, "It is not a P1.")]
    [InlineData(ChannelFacts.Severity, "P95 is high.")]
    [InlineData(ChannelFacts.Severity, "Not sure about the severity.")]
    [InlineData(ChannelFacts.NextUpdate, "Next update in 15 minutes?")]
    [InlineData(ChannelFacts.NextUpdate, "We write when we know more.")]
    [InlineData(ChannelFacts.NextUpdate, "It failed for 15 minutes.")]
    [InlineData(ChannelFacts.Command, "Who is in command?")]
    [InlineData(ChannelFacts.Command, "I am not in command.")]
    [InlineData(ChannelFacts.CustomerWords, "Do not tell customers anything.")]
    [InlineData(ChannelFacts.CustomerWords, "What can we tell customers?")]
    [InlineData(ChannelFacts.Incident, "Hello Noor.")]
    [InlineData(ChannelFacts.AllClear, "It is not over.")]
    [InlineData(ChannelFacts.Impact, "slow")]
    [InlineData(ChannelFacts.Impact, "Timeouts, slow")]
    [InlineData(ChannelFacts.AllClear, "Is it over?")]
    [InlineData(ChannelFacts.AllClear, "Once it is resolved, we write to you.")]
    [InlineData(ChannelFacts.AllClear, "We tell you when the shop is back to normal.")]
    [InlineData(ChannelFacts.AllClear, "It should be back to normal soon.")]
    [InlineData(ChannelFacts.AllClear, "We'll give the all-clear later.")]
    public void A_question_a_denial_and_what_is_not_known_tell_nothing(string fact, string message) =>
        Assert.DoesNotContain(fact, Of(message));

    [Fact]
    public void An_update_tells_by_its_form_what_its_words_leave_out_and_nothing_when_it_has_no_content()
    {
        var facts = SaidFacts.In(Update("We are looking for the cause.", UpdateImpact.Slow, TimeSpan.FromMinutes(9)), MadeChannel.Start);
        Assert.Equal(
            [ChannelFacts.CustomerWords, ChannelFacts.Impact, ChannelFacts.Incident, ChannelFacts.NextUpdate],
            facts.Order(StringComparer.Ordinal)
        );
        Assert.Empty(SaidFacts.In(Update("asdf", UpdateImpact.Slow, TimeSpan.FromMinutes(9)), MadeChannel.Start));

        static StatusUpdate Update(string text, UpdateImpact impact, TimeSpan nextBy) =>
            new(1, TimeSpan.Zero, MadeChannel.Start, "Anna", UpdateAudience.Customers, UpdateStage.Investigating, impact, text, nextBy);
    }

    private static IReadOnlySet<string> Of(string message) => SaidFacts.In(message, TimeSpan.FromMinutes(5), MadeChannel.Start);
}
