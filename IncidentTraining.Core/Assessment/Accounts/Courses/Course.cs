using System.Text.Json.Serialization;
using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Core.Assessment;

/// <summary>The course of a shop under a list of inputs until the horizon.</summary>
/// <param name="Harm">The harm to customers until then.</param>
/// <param name="Truth">The truth at the horizon.</param>
/// <param name="Digest">The engine's digest of all telemetry at the horizon.</param>
/// <param name="Taken">The inputs in the order in which the shop received them, with its responses.</param>
public sealed record Course(CustomerHarm Harm, ShopTruth Truth, string Digest, IReadOnlyList<TakenInput> Taken)
{
    /// <summary>The price of the harm, in cents of USD.</summary>
    public long Cents => HarmPrices.Cents(Harm);

    /// <summary>Engine events that it took to compute.</summary>
    [JsonIgnore]
    public long Events { get; init; }

    /// <summary>Plays a course.</summary>
    /// <param name="situation">The shop.</param>
    /// <param name="inputs">Its inputs in any order; they are sorted by time and renumbered.</param>
    /// <param name="ct">Stops the computing.</param>
    public static Course Play(Situation situation, IEnumerable<ShopInput> inputs, CancellationToken ct = default)
    {
        var shop = new CourseShop(situation, inputs, ct);
        shop.LiveTo(situation.Horizon);
        return shop.End();
    }
}

/// <summary>An input with the shop's response in this course.</summary>
/// <param name="Input">The input, with its number in the recording.</param>
/// <param name="Answer">The response; a refused input had no effect.</param>
public sealed record TakenInput(ShopInput Input, InputAnswer Answer);

/// <summary>What all courses of a run have in common.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Horizon">Virtual time until which harm is counted.</param>
public sealed record Situation(PracticeShop.Scenarios.Scenario Scenario, long Seed, TimeSpan Horizon);
