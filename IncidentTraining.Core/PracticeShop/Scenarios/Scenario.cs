using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Telemetry;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// A practice incident read from <c>content/scenarios</c>: the shop's load, the fault, what people say, and what counts as solved.
/// Immutable; a run stores the text that it was created from.
/// </summary>
public sealed record Scenario
{
    /// <summary>Id: the file's name without its extension.</summary>
    public required string Id { get; init; }

    /// <summary>Title for people.</summary>
    public required string Title { get; init; }

    /// <summary>What the responder is to achieve.</summary>
    public required string Objective { get; init; }

    /// <summary>What is known when the lab begins.</summary>
    public required string Briefing { get; init; }

    /// <summary>The symptoms, in a few words each, as the lab announces them; empty when it announces none.</summary>
    public IReadOnlyList<string> Signs { get; init; } = [];

    /// <summary>Difficulty from 1 to 5.</summary>
    public int Difficulty { get; init; } = 1;

    /// <summary>Skills that the scenario trains.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Customers over time.</summary>
    public required TrafficPlan Traffic { get; init; }

    /// <summary>Sizes and limits of the shop.</summary>
    public ShopLimits Limits { get; init; } = new();

    /// <summary>Service levels and what counts as resolved.</summary>
    public required ServiceLevels ServiceLevels { get; init; }

    /// <summary>The causes of which the seed picks one.</summary>
    public required IReadOnlyList<RootCause> RootCauses { get; init; }

    /// <summary>Chaos experiments that the responder may switch.</summary>
    public IReadOnlyList<Experiment> Experiments { get; init; } = [];

    /// <summary>Deploys, configuration changes and so on before the run that every run shows, whatever its cause.</summary>
    public IReadOnlyList<ChangeRecord> Changes { get; init; } = [];

    /// <summary>Additional changes, of which each run shows some; null when there are none.</summary>
    public DecoyPlan? Decoys { get; init; }

    /// <summary>When the trouble begins, counted from the start of the run; drawn by the seed within the range.</summary>
    public BeginWindow Begins { get; init; } = new(TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>
    /// The actions with which every run begins, for example the experiment that the lab asks for; its symptoms follow from them.
    /// </summary>
    public IReadOnlyList<TimedStep> Opening { get; init; } = [];

    /// <summary>The opening as inputs of a shop, numbered from 1.</summary>
    public IReadOnlyList<ShopInput> OpeningInputs =>
        [.. Opening.Select((step, place) => new ShopInput(place + 1, step.At, step.Action, step.Arguments))];

    /// <summary>What every run must show, whatever its cause.</summary>
    public IReadOnlyList<Symptom> Symptoms { get; init; } = [];

    /// <summary>Alert rules.</summary>
    public IReadOnlyList<AlertRule> Alerts { get; init; } = [];

    /// <summary>Messages from people, and their effects.</summary>
    public IReadOnlyList<Inject> Injects { get; init; } = [];

    /// <summary>Hints in the order in which they can be taken.</summary>
    public IReadOnlyList<Hint> Hints { get; init; } = [];

    /// <summary>Par time by phase (detect, acknowledge, investigate, mitigate, verify), each from the end of the previous one.</summary>
    public IReadOnlyDictionary<string, TimeSpan> ParTimes { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>
    /// Severities that its author expects, the usual one first, for example P1. A run is judged by its measured impact instead.
    /// </summary>
    public required IReadOnlyList<string> Severities { get; init; }

    /// <summary>The lab's steps with the views and actions that each requires.</summary>
    public IReadOnlyList<LabStep> Steps { get; init; } = [];

    /// <summary>What the lab asks the responder to check; empty for a lab without particular checks.</summary>
    public IReadOnlyList<Investigation> Investigations { get; init; } = [];

    /// <summary>What the exercise must produce; empty for a lab without deliverables.</summary>
    public IReadOnlyList<LabComponent> Components { get; init; } = [];

    /// <summary>Messages that depend on what the crew does or does not do.</summary>
    public IReadOnlyList<Prompt> Prompts { get; init; } = [];

    /// <summary>The people who listen in the channel; empty when no one does.</summary>
    public IReadOnlyList<ChannelPerson> People { get; init; } = [];

    /// <summary>The text that the scenario was read from, stored with each run.</summary>
    public string Source { get; init; } = "";

    /// <summary>
    /// The causes with which the skills of one can be trained again, at the same difficulty: every other cause that shares a skill and is
    /// equally hard.
    /// </summary>
    /// <param name="cause">A cause of this scenario.</param>
    public IReadOnlyList<RootCause> ParallelsOf(RootCause cause) =>
        [
            .. RootCauses.Where(other =>
                other.Id != cause.Id && other.Difficulty == cause.Difficulty && other.Skills.Intersect(cause.Skills).Any()
            ),
        ];

    /// <summary>Whether an alert is noise of a healthy system, not a sign of an incident.</summary>
    /// <param name="alertId">Id of the alert.</param>
    public bool IsNoise(string alertId) => Alerts.Any(alert => alert.Id == alertId && alert.Measure == AlertMeasure.CoverFailures);

    /// <summary>
    /// The moment from which the faults' times, the symptoms' times and the expert runs are counted, in a shop with this seed: a whole
    /// second, whatever the cause.
    /// </summary>
    /// <param name="seed">The run's seed.</param>
    public TimeSpan BeginsAt(long seed)
    {
        var seconds = (int)(Begins.To - Begins.From).TotalSeconds;
        return Begins.From + TimeSpan.FromSeconds(seconds <= 0 ? 0 : Engine.RandomStream.For(seed, "begins").Below(seconds + 1));
    }

    /// <summary>The expert run of a cause at the times of a shop with this seed, including the opening.</summary>
    /// <param name="cause">A cause of this scenario.</param>
    /// <param name="seed">The run's seed.</param>
    public IReadOnlyList<TimedStep> ExpertRunOf(RootCause cause, long seed) =>
        [.. Opening, .. cause.ExpertRun.Select(step => step with { At = step.At + BeginsAt(seed) })];

    /// <summary>What its shop is built from.</summary>
    internal ShopPlan Plan => new(Limits, ServiceLevels, Traffic, Experiments);

    /// <summary>The root cause of a shop with this seed; the same as in the run's truth.</summary>
    /// <param name="seed">The run's seed.</param>
    public RootCause RootCauseFor(long seed)
    {
        var total = RootCauses.Sum(cause => cause.Weight);
        var draw = Engine.RandomStream.For(seed, "root-cause").Below(total);
        foreach (var cause in RootCauses)
        {
            if (draw < cause.Weight)
                return cause;
            draw -= cause.Weight;
        }
        throw new InvalidOperationException("A scenario without root causes was let through.");
    }
}

/// <summary>The period of a run in which the trouble begins.</summary>
/// <param name="From">Earliest moment since the start of the run.</param>
/// <param name="To">Latest moment.</param>
public sealed record BeginWindow(TimeSpan From, TimeSpan To);
