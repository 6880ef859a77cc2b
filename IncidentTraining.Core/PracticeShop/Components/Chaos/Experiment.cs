namespace IncidentTraining.Core.PracticeShop.Components.Chaos;

/// <summary>A chaos experiment.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="Target">What it is aimed at.</param>
/// <param name="Effect">What happens to the traffic that it meets.</param>
/// <param name="Latency">Added latency, for <see cref="ExperimentEffect.Latency"/>.</param>
/// <param name="SharePercent">Share of the target's traffic that it meets, in per cent.</param>
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

/// <summary>What a chaos experiment is aimed at.</summary>
public enum ExperimentTarget
{
    /// <summary>Requests in the API.</summary>
    Http,

    /// <summary>Queries of the database.</summary>
    Database,

    /// <summary>Calls of the payment gateway.</summary>
    Gateway,
}

/// <summary>What a chaos experiment does to the traffic that it meets.</summary>
public enum ExperimentEffect
{
    /// <summary>Makes it wait.</summary>
    Latency,

    /// <summary>Answers with an error at once.</summary>
    Error,

    /// <summary>Lets it run into its time-out.</summary>
    Outage,
}
