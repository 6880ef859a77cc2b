using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Response.People;

/// <summary>Which messages belong to which topic, in every lab; paraphrases on both sides, and negations.</summary>
public sealed class PeopleWordsTests
{
    [Theory]
    [InlineData("support", "complaints", "Noor, what do customers say?")]
    [InlineData("support", "complaints", "What are customers complaining about?")]
    [InlineData("support", "complaints", "Any new complaints?")]
    [InlineData("support", "complaints", "@Noor what do people write to you")]
    [InlineData("support", "complaints", "What do the customers notice at the moment?")]
    [InlineData("support", "complaints", "Support: what are you hearing from customers?")]
    [InlineData("support", "", "Customers say that the shop is slow.")]
    [InlineData("support", "", "We have many complaints.")]
    [InlineData("support", "", "Noor, do not ask what customers say, it is over.")]
    [InlineData("support", "", "What does the log say?")]
    [InlineData("colleague", "changes", "Who changed the pool?")]
    [InlineData("colleague", "changes", "Priya, has anything been deployed today? What changed recently?")]
    [InlineData("colleague", "changes", "Did anybody touch the database yesterday?")]
    [InlineData("colleague", "changes", "Were there any releases last night?")]
    [InlineData("colleague", "changes", "who deployed last")]
    [InlineData("colleague", "changes", "Don't you know who changed the pool?")]
    [InlineData("colleague", "changes", "What are the latest changes?")]
    [InlineData("colleague", "", "Nobody changed the pool.")]
    [InlineData("colleague", "", "The pool has changed its colour.")]
    [InlineData("colleague", "", "We did not find who changed the pool.")]
    [InlineData("colleague", "who-knows", "Who knows about the newsletter?")]
    [InlineData("manager", "decision", "Tomas, do we need your approval for this?")]
    [InlineData("manager", "decision", "I am waiting for your decision.")]
    [InlineData("manager", "", "We do not need approval for that.")]
    [InlineData("manager", "people", "Tomas, can you find another engineer?")]
    [InlineData("manager", "", "There are more people in the shop than usual.")]
    [InlineData("gateway", "inform", "Paylane, card payments fail since nine o'clock.")]
    [InlineData("gateway", "inform", "@Elif our customers cannot pay with your gateway.")]
    [InlineData("gateway", "inform", "Elif: we see many declined payments.")]
    [InlineData("gateway", "", "Card payments fail since nine o'clock.")]
    [InlineData("gateway", "", "Paylane, no payments failed today.")]
    [InlineData("gateway", "status", "Paylane, do you have any problems?")]
    [InlineData("gateway", "status", "Elif, is everything fine on your side?")]
    [InlineData("gateway", "status", "@Paylane what is your status?")]
    [InlineData("gateway", "", "Is Paylane down?")]
    [InlineData("marketing", "can-wait", "Can the newsletter wait?")]
    [InlineData("marketing", "can-wait", "Should we hold the newsletter?")]
    [InlineData("marketing", "can-wait", "Ines, when does the newsletter go out?")]
    [InlineData("marketing", "can-wait", "Did you hold the newsletter?")]
    [InlineData("marketing", "hold", "Please hold the newsletter.")]
    [InlineData("marketing", "hold", "Can you pause the autumn newsletter until we are done?")]
    [InlineData("marketing", "hold", "Marketing, stop the newsletter now!")]
    [InlineData("marketing", "hold", "Ines, please put the newsletter on hold.")]
    [InlineData("marketing", "hold", "Don't send the newsletter.")]
    [InlineData("marketing", "hold", "The newsletter must wait.")]
    [InlineData("marketing", "hold", "Can't you postpone the newsletter?")]
    [InlineData("marketing", "hold", "Please send the newsletter tomorrow.")]
    [InlineData("marketing", "hold", "If you can, please hold the newsletter")]
    [InlineData("marketing", "let-go", "Do not hold the newsletter.")]
    [InlineData("marketing", "let-go", "Don't stop the newsletter, it is not the problem.")]
    [InlineData("marketing", "let-go", "You can stop holding the newsletter.")]
    [InlineData("marketing", "let-go", "There is no need to pause the newsletter.")]
    [InlineData("marketing", "let-go", "Let the newsletter go out.")]
    [InlineData("marketing", "", "Holding the newsletter is not necessary.")]
    [InlineData("marketing", "", "I like the newsletter.")]
    [InlineData("marketing", "", "Nobody wants to hold the newsletter.")]
    [InlineData("marketing", "", "Hold the line.")]
    [InlineData("finance", "refunds", "Clara, when does the refund run start?")]
    [InlineData("finance", "refunds", "Can you stop the refunds tonight?")]
    [InlineData("finance", "", "We do not refund anything.")]
    public void A_message_belongs_to_the_topic_that_it_means(string person, string topic, string message)
    {
        foreach (var lab in Labs.WithUsualPeople)
        {
            var answers = new MadeChannel(lab)
                .Say(message)
                .Answers()
                .Where(speech => speech.Person.Id == person)
                .SelectMany(speech => speech.Topics)
                .ToList();
            Assert.Equal((lab.Id, topic), (lab.Id, string.Join(' ', answers)));
        }
    }

    [Theory]
    [InlineData("partners", "addresses", "Samira, which addresses do our partners have?")]
    [InlineData("partners", "addresses", "From where does Quayside read?")]
    [InlineData("partners", "", "The address is in the log.")]
    [InlineData("partners", "schedule", "How often do the partners read?")]
    [InlineData("partners", "", "No partner reads now.")]
    [InlineData("partners", "examples", "Who wrote the examples?")]
    [InlineData("partners", "new-key", "Samira, how long does a new key take?")]
    [InlineData("partners", "", "The key is revoked.")]
    [InlineData("legal", "clock", "Henrik, how much time do we have?")]
    [InlineData("legal", "clock", "Do we have to tell the authority?")]
    [InlineData("legal", "may-say", "Henrik, what may we publish?")]
    [InlineData("legal", "", "Names and addresses were read.")]
    public void A_message_in_the_security_lab_belongs_to_the_topic_that_it_means(string person, string topic, string message) =>
        Assert.Equal(
            topic,
            string.Join(
                ' ',
                new MadeChannel(Labs.Scenario("security-order-export"))
                    .Say(message)
                    .Answers()
                    .Where(speech => speech.Person.Id == person)
                    .SelectMany(speech => speech.Topics)
            )
        );

    [Fact]
    public void Every_topic_of_every_lab_has_a_message_that_belongs_to_it_here()
    {
        string[] theories =
        [
            nameof(A_message_belongs_to_the_topic_that_it_means),
            nameof(A_message_in_the_security_lab_belongs_to_the_topic_that_it_means),
        ];
        var tried = theories
            .SelectMany(theory => typeof(PeopleWordsTests).GetMethod(theory)!.GetCustomAttributesData())
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data =>
                ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
                    .Select(value => (string)value.Value!)
                    .ToList()
            )
            .Select(values => (values[0], values[1]))
            .ToHashSet();
        var known = Labs
            .All.SelectMany(lab => lab.People)
            .SelectMany(person => person.Topics.Select(topic => (person.Id, topic.Id)))
            .ToHashSet();
        Assert.Equal([], known.Except(tried));
    }

    [Theory]
    [InlineData("hold the newsletter", true)]
    [InlineData("we should not hold the newsletter", false)]
    [InlineData("never hold the newsletter", false)]
    [InlineData("it is not urgent, hold the newsletter", true)]
    [InlineData("it does not matter but hold the newsletter", true)]
    [InlineData("why don't you hold the newsletter", true)]
    [InlineData("could you not hold the newsletter", true)]
    [InlineData("hold the newsletter is not a good idea", false)]
    [InlineData("withhold the newsletter", false)]
    [InlineData("hold the newsletters", false)]
    [InlineData("HOLD THE NEWSLETTER", true)]
    [InlineData("do not, I repeat, do not hold the newsletter", false)]
    [InlineData("there is not one reason that speaks against it: hold the newsletter", true)]
    public void A_rule_matches_whole_words_where_the_clause_does_not_deny_them(string sentence, bool isSaid) =>
        Assert.Equal(isSaid, WordRule.Of("hold the newsletter").IsSaidIn(sentence));

    [Theory]
    [InlineData("support", "Noor, hello?", true)]
    [InlineData("support", "Support: hello?", true)]
    [InlineData("support", "@noor hello", true)]
    [InlineData("support", "How are you, Noor?", true)]
    [InlineData("support", "It is slow. Noor, hello?", true)]
    [InlineData("support", "Noor and Tomas, hello?", true)]
    [InlineData("support", "Noor says hello.", false)]
    [InlineData("support", "Our support team is here.", false)]
    [InlineData("support", "@noora hello", false)]
    [InlineData("gateway", "We ask Paylane.", false)]
    public void A_name_at_its_place_addresses_a_person(string person, string message, bool isAddressed) =>
        Assert.Equal(isAddressed, Labs.Scenario("lab-1-high-latency").People.Single(one => one.Id == person).IsAddressedBy(message));
}
