using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>A recorded run, split into what was given and what people did.</summary>
/// <param name="Situation">The shop.</param>
/// <param name="Given">Inputs that stay in every course: the experiment that the lab asks for, probes, and decisions of people in the
/// channel.</param>
/// <param name="Actions">People's accepted actions, in order.</param>
public sealed record RecordedRun(Situation Situation, IReadOnlyList<ShopInput> Given, IReadOnlyList<ShopInput> Actions)
{
    /// <summary>The input with which a crew's own tool sends a request to the shop.</summary>
    internal const string Probe = "probe";

    /// <summary>Names of the actions that the shop refused because there was nothing to do.</summary>
    public IReadOnlyList<string> RefusedActions { get; init; } = [];

    /// <summary>Whether anything shows that the crew understood the cause; without it the outcome is limited.</summary>
    public bool IsUnderstood { get; init; } = true;

    /// <summary>All inputs that had an effect.</summary>
    public IEnumerable<ShopInput> All => Given.Concat(Actions);

    /// <summary>Splits the inputs of a run.</summary>
    /// <param name="situation">The shop.</param>
    /// <param name="accepted">The inputs that the shop accepted, in order.</param>
    public static RecordedRun Of(Situation situation, IEnumerable<ShopInput> accepted)
    {
        var opening = situation.Scenario.Opening.ToList();
        var (given, actions) = (new List<ShopInput>(), new List<ShopInput>());
        foreach (var input in accepted.OrderBy(input => input.At).ThenBy(input => input.Sequence))
        {
            // The lab asks for its experiment once; switching it on a second time is the crew's own decision.
            var asked = opening.FindIndex(step => step.Action == input.Action && Same(step.Arguments, input.Arguments));
            if (asked >= 0)
            {
                opening.RemoveAt(asked);
            }

            (asked >= 0 || input.Action is Probe or PeopleDecisions.Action ? given : actions).Add(input);
        }

        return new RecordedRun(situation, given, actions);
    }

    /// <summary>
    /// Groups neighbouring actions until there are few enough groups. Risky actions stay separate as long as grouping the others is enough,
    /// so that none hides behind a neighbour.
    /// </summary>
    /// <param name="most">The most groups.</param>
    public IReadOnlyList<IReadOnlyList<ShopInput>> Groups(int most)
    {
        var free = Actions.Count(input => !IsRisky(input));
        for (var size = 1; size <= Math.Max(1, free); size++)
        {
            if (Free(size) is var groups && groups.Count <= most)
            {
                return groups;
            }
        }

        return [.. Actions.Chunk((Actions.Count + most - 1) / most)];

        List<IReadOnlyList<ShopInput>> Free(int size)
        {
            var groups = new List<List<ShopInput>>();
            foreach (var input in Actions)
            {
                if (groups is [.., var last] && last.Count < size && !IsRisky(last[^1]) && !IsRisky(input))
                {
                    last.Add(input);
                }
                else
                {
                    groups.Add([input]);
                }
            }

            return [.. groups];
        }

        static bool IsRisky(ShopInput input) => Occupation.Risky.Contains(input.Action);
    }

    /// <summary>Whether the replay reproduces the recorded telemetry.</summary>
    /// <param name="length">How long the run lasted.</param>
    /// <param name="digest">The digest sealed at its end.</param>
    /// <param name="ct">Stops the computing.</param>
    public bool Matches(TimeSpan length, string digest, CancellationToken ct = default) =>
        Course.Play(Situation with { Horizon = length }, All, ct).Digest == digest;

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.GetValueOrDefault(pair.Key) == pair.Value);
}
