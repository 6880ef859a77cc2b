namespace IncidentTraining.Core.PracticeShop.Components.Chaos;

/// <summary>A chaos experiment.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="Target">What it targets.</param>
/// <param name="Effect">What it does to the affected traffic.</param>
/// <param name="Latency">Added latency, for <see cref="ExperimentEffect.Latency"/>.</param>
/// <param name="SharePercent">Share of the target's traffic that it affects, in per cent.</param>
/// <param name="StartsOn">Whether it is on from the start of the run.</param>
public sealed record Experiment(
    string Id,
    string Title,
    string Description,
    ExperimentTarget Target,
    ExperimentEffect Effect,
    TimeSpan Latency,
    int SharePercent,
    bool StartsOn
);

/// <summary>What a chaos experiment targets.</summary>
public enum ExperimentTarget
{
    /// <summary>Requests in the API.</summary>
    Http,

    /// <summary>Queries of the database.</summary>
    Database,

    /// <summary>Calls of the payment gateway.</summary>
    Gateway,
}

/// <summary>What a chaos experiment does to the affected traffic.</summary>
public enum ExperimentEffect
{
    /// <summary>Makes it wait.</summary>
    Latency,

    /// <summary>Fails it at once.</summary>
    Error,

    /// <summary>Makes it run into its timeout.</summary>
    Outage,
}
