using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>How much a hint reveals.</summary>
public enum HintLevel
{
    /// <summary>Free: where to look next, based on what has been looked at and done.</summary>
    Nudge,

    /// <summary>For its price: the scenario's next hint that is still useful.</summary>
    Pointer,

    /// <summary>For its price: the lab's causes, in the order of their titles.</summary>
    Candidates,

    /// <summary>For the rest of the price: what is wrong and what repairs it.</summary>
    Solution,
}

/// <summary>An available hint.</summary>
/// <param name="Level">How much it reveals.</param>
/// <param name="Id">The hint's id; a click buys exactly this one.</param>
/// <param name="Cost">Its price. It is listed with the result but not deducted from anything.</param>
/// <param name="From">Virtual time from which it is available.</param>
public sealed record HintOffer(HintLevel Level, string Id, int Cost, TimeSpan From);

/// <summary>Chooses hints by the state of the run.</summary>
internal static class HintPolicy
{
    /// <summary>The total price of all hints.</summary>
    public const int FullPrice = 100;

    private const int CandidatesPrice = 40;

    // Looking without help comes first: three minutes before anything is revealed, fifteen before everything is.
    private static readonly TimeSpan Floor = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan CandidatesFloor = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan SolutionFloor = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Minimum time between two paid hints: the button of the next one takes the place of the clicked one, and the second click of a double
    /// click would buy it.
    /// </summary>
    public static readonly TimeSpan ReadingTime = TimeSpan.FromSeconds(3);

    /// <summary>The available hints, and from when.</summary>
    public static IReadOnlyList<HintOffer> Offers(Scenario scenario, Incident incident, IReadOnlyList<TimelineEntry> log)
    {
        var offers = new List<HintOffer> { new(HintLevel.Nudge, nameof(HintLevel.Nudge), 0, Floor) };
        if (SolutionTaken(log))
        {
            return offers;
        }

        if (NextPointer(scenario, log) is { } pointer)
        {
            offers.Add(new HintOffer(HintLevel.Pointer, pointer.Id, pointer.Cost, Floor));
        }

        if (!log.Any(e => e.Kind == IncidentEventKind.HintTaken && e.Subject == nameof(HintLevel.Candidates)))
        {
            offers.Add(
                new HintOffer(
                    HintLevel.Candidates,
                    nameof(HintLevel.Candidates),
                    Math.Clamp(FullPrice - incident.HintCost, 0, CandidatesPrice),
                    CandidatesFloor
                )
            );
        }

        offers.Add(
            new HintOffer(HintLevel.Solution, nameof(HintLevel.Solution), Math.Max(0, FullPrice - incident.HintCost), SolutionFloor)
        );
        return offers;
    }

    /// <summary>The texts of the hints that were taken, oldest first.</summary>
    public static IReadOnlyList<string> Taken(Scenario scenario, IReadOnlyList<TimelineEntry> log) =>
        [
            .. log.Where(e => e.Kind == IncidentEventKind.HintTaken)
                .Select(e =>
                    e.Details is null
                        ? scenario.Hints.FirstOrDefault(h => h.Id == e.Subject)?.Text ?? e.Text
                        : EventDetails.Read<HintText>(e).Text
                ),
        ];

    /// <summary>The scenario's next hint that was not taken and is still useful; null when there is none.</summary>
    public static Hint? NextPointer(Scenario scenario, IReadOnlyList<TimelineEntry> log)
    {
        var taken = log.Where(e => e.Kind == IncidentEventKind.HintTaken).Select(e => e.Subject).ToHashSet();
        var looked = log.Where(e => e.Kind == IncidentEventKind.Looked).Select(e => e.Subject).ToHashSet();
        var acted = log.Where(e => e.Kind == IncidentEventKind.ActionStarted).Select(e => e.Subject.Split(' ')[0]).ToHashSet();
        return scenario.Hints.FirstOrDefault(hint =>
            !taken.Contains(hint.Id)
            && !(hint.MootAfterLooks.Count > 0 && hint.MootAfterLooks.All(looked.Contains))
            && !hint.MootAfterActions.Any(acted.Contains)
        );
    }

    /// <summary>Where to look next.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="log">The timeline.</param>
    /// <param name="isOnCall">Whether it is an on-call incident, which has no steps.</param>
    public static string Nudge(Scenario scenario, Incident incident, IReadOnlyList<TimelineEntry> log, bool isOnCall)
    {
        var looked = log.Where(e => e.Kind == IncidentEventKind.Looked).Select(e => e.Subject).ToHashSet();
        var done = log.Where(e => e.Kind == IncidentEventKind.LabStepDone).Select(e => e.Subject).ToHashSet();
        var step = isOnCall ? null : scenario.Steps.FirstOrDefault(s => !done.Contains(s.Id));
        List<string> unseen = [.. (step?.Looks ?? []).Where(view => !looked.Contains(view))];
        return incident switch
        {
            { Phase: IncidentPhase.Detection, FirstSignAt: not null } => "Something has happened. No one has said yet that they are on it.",
            { Phase: IncidentPhase.Acknowledgement } => "How bad is it for the shop's customers? Read the criteria next to each severity.",
            { FirstUpdateAt: null, Phase: > IncidentPhase.Acknowledgement } => "No one outside the crew has heard anything yet.",
            _ when unseen.Count > 0 => $"For “{step!.Title}” you have not opened {string.Join(", ", unseen)} yet.",
            { Phase: IncidentPhase.Investigation } =>
                "You have looked at a lot. State what you believe, with a confidence, and ask what would prove it wrong.",
            { Phase: IncidentPhase.Mitigation, DeclaredCause: FaultClaim.NoIncident } =>
                "You have declared that there is no incident. If you have seen what customers notice, close it; if not, look again.",
            { Phase: IncidentPhase.Mitigation, FirstMitigationAt: null } => "A cause is declared, but nothing has been done about it.",
            { Phase: IncidentPhase.Mitigation } =>
                "An action was taken. If you were right, what should have changed, and has it? Service levels must hold for a while.",
            { Phase: IncidentPhase.Detection } when isOnCall => "Start with what customers would notice: the alerts and the dashboard.",
            _ when step is not null => $"The next step is “{step.Title}”.",
            _ => "All steps are done. Write down what happened while you remember it.",
        };
    }

    /// <summary>What is wrong and what repairs it.</summary>
    public static string Solution(RootCause cause) =>
        cause.IsHealthy
            ? $"{cause.Title}. There is nothing to repair: say so and close it."
            : $"{cause.Title}. What repairs it: {string.Join("; ", cause.Mitigations.Select(ConsoleLine.Words))}.";

    /// <summary>The candidate causes, of which one is true.</summary>
    public static string Candidates(IReadOnlyList<CauseChoice> causes) =>
        $"One of these: {string.Join("; ", causes.Select(cause => cause.Title))}.";

    private static bool SolutionTaken(IReadOnlyList<TimelineEntry> log) =>
        log.Any(e => e.Kind == IncidentEventKind.HintTaken && e.Subject == nameof(HintLevel.Solution));

    /// <summary>What the entry of a hint stores.</summary>
    internal sealed record HintText(string Text);
}
