using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Response.People;

/// <summary>In random orders of messages no one asks for the same fact twice, nor for one that they have been told.</summary>
[Trait("Speed", "slow")]
public sealed class PeopleInAnyOrderTests
{
    private const int Orders = 20;
    private const int Messages = 50;

    private static readonly string[] Pool =
    [
        "Customers cannot pay.",
        "The shop is slow for everyone.",
        "It is a P1.",
        "Is it a P1?",
        "It is not a P0.",
        "Next update in 15 minutes.",
        "Next update in 10 minutes?",
        "I am in command.",
        "Who is in command?",
        "Please tell customers that we are working on it.",
        "Noor, what do customers say?",
        "Who changed the pool?",
        "Hold the newsletter.",
        "Do not hold the newsletter.",
        "Paylane, some payments fail.",
        "All clear.",
        "We do not know whether orders are lost.",
        "No order is lost.",
        "Customers are not charged.",
        "The database is reachable.",
        "It is on our side.",
        "Tomas, is it the pool?",
        "Thanks, Noor.",
        "asdf",
        "We have an incident.",
    ];

    [Fact]
    public void No_question_is_asked_twice_or_after_its_fact_was_told()
    {
        var questions = 0;
        foreach (var scenario in Labs.All)
        {
            for (var order = 0; order < Orders; order++)
            {
                var channel = Played(scenario, new Random(order));
                var asked = new HashSet<(string, string)>();
                foreach (var entry in channel.Log.Where(e => e is { Kind: IncidentEventKind.Message, Details: not null }))
                {
                    foreach (var fact in EventDetails.Read<PeopleMemory.Facts>(entry).Asks ?? [])
                    {
                        questions++;
                        Assert.True(
                            asked.Add((entry.From, fact)),
                            $"{scenario.Id}, order {order}: {entry.From} asks for {fact} again at {entry.At}."
                        );
                        var told = channel.Memories.Single(memory => memory.Person.Name == entry.From).Facts.GetValueOrDefault(fact);
                        Assert.True(
                            told is null || told.Entry > entry.Number,
                            $"{scenario.Id}, order {order}: {entry.From} asks at {entry.At} for {fact}, told at {told?.At}."
                        );
                    }
                }
            }
        }

        Assert.True(questions > 5 * Orders, $"Only {questions} questions were asked, so nothing was tried.");
    }

    private static MadeChannel Played(Scenario scenario, Random random)
    {
        var channel = new MadeChannel(scenario);
        var steps = new List<Action>();
        for (var i = 0; i < Messages; i++)
        {
            var text = Pool[random.Next(Pool.Length)];
            steps.Add(random.Next(5) == 0 ? () => channel.Update(text, (UpdateAudience)random.Next(3)) : () => channel.Say(text));
        }

        steps.AddRange(
            scenario
                .Injects.Where(inject => inject.Trigger == InjectTrigger.Onset)
                .Select(inject => (Action)(() => channel.Send(inject.Id)))
        );
        steps.AddRange(scenario.Prompts.Select(prompt => (Action)(() => channel.Prompt(prompt.Id))));
        steps.Add(() => channel.Acknowledge());
        steps.Add(() => channel.SetSeverity());
        var order = steps.ToArray();
        random.Shuffle(order);
        foreach (var step in order)
        {
            step();
            channel.Live(random.Next(1, 40));
        }

        return channel.Live(600);
    }
}
