using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.Assessment;

/// <summary>A sign that appears in a shop for the first time.</summary>
/// <param name="At">Virtual time, accurate to five seconds for polled signs.</param>
/// <param name="Where">Where it appears: alert, message, complaint, health, status, log or symptom.</param>
/// <param name="Text">What appears.</param>
public sealed record Appearance(TimeSpan At, string Where, string Text);

/// <summary>
/// A root cause simulated for its author: what appears when no one acts, and how the reference responder finds and repairs it.
/// </summary>
/// <param name="Cause">The cause.</param>
/// <param name="Seed">The seed whose run draws it.</param>
/// <param name="Begins">Virtual time at which the incident begins.</param>
/// <param name="Appears">What appears for the first time, in order, without signs that a healthy shop shows as well.</param>
/// <param name="Reference">The reference responder's course; null when the cause has no evidence path.</param>
public sealed partial record CausePlay(
    RootCause Cause,
    long Seed,
    TimeSpan Begins,
    IReadOnlyList<Appearance> Appears,
    ReferenceCourse? Reference
)
{
    /// <summary>How long a cause is simulated after the incident begins.</summary>
    public static readonly TimeSpan AfterBegin = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>Simulates a cause with the first seed, starting at a given one, that draws it.</summary>
    /// <param name="scenario">A scenario that was read without problems.</param>
    /// <param name="cause">One of its causes.</param>
    /// <param name="from">The first seed to try.</param>
    /// <param name="ct">Stops the play.</param>
    public static CausePlay Of(Scenario scenario, RootCause cause, long from, CancellationToken ct = default)
    {
        var seed = ScenarioProof.SeedOf(scenario, cause, from);
        var begins = scenario.BeginsAt(seed);
        var situation = new Situation(scenario, seed, begins + AfterBegin);
        var given = scenario.OpeningInputs;
        var healthy = situation with
        {
            Scenario = scenario with { RootCauses = [.. scenario.RootCauses.Select(one => one with { Faults = [] })] },
        };
        var ordinary = Watch(healthy, [], given, ct).Select(one => one.Key).ToHashSet();
        var appears = Watch(situation, [.. scenario.Symptoms, .. cause.Symptoms], given, ct)
            .Where(one => !ordinary.Contains(one.Key))
            .Select(one => one.Appearance);
        return new CausePlay(cause, seed, begins, [.. appears], ReferenceResponder.Work(situation, given, ct));
    }

    /// <summary>What appears until the horizon, or one check later; of signs that differ only in figures, the first.</summary>
    private static List<(string Key, Appearance Appearance)> Watch(
        Situation situation,
        List<Symptom> symptoms,
        IReadOnlyList<ShopInput> given,
        CancellationToken ct
    )
    {
        var course = new CourseShop(situation, given, ct);
        var shop = course.Shop;
        var begins = situation.Scenario.BeginsAt(situation.Seed);
        var found = new List<(string Key, Appearance Appearance)>();
        var seen = new HashSet<string>();
        var (events, lines) = (0L, 0L);
        var states = States(shop);
        while (shop.Now < situation.Horizon)
        {
            course.LiveTo(shop.Now + Look);
            foreach (var told in shop.EventsAfter(events))
            {
                events = told.Sequence;
                Add(told.At, Where(told.Kind), told.Kind is ShopEventKind.Message ? $"{told.From}: {told.Text}" : told.Text);
            }

            var page = shop.Logs(
                new ShopLogQuery
                {
                    After = lines,
                    MinimumLevel = ShopLogLevel.Warn,
                    Limit = int.MaxValue,
                }
            );
            lines = page.Cursor;
            foreach (var line in page.Lines)
            {
                Add(line.At, "log", $"{line.Service}: {line.Message}");
            }

            // Whatever the shop shows before the incident has other reasons.
            foreach (var symptom in symptoms.Where(one => shop.Now > begins && SymptomWatch.Shows(shop, one)).ToList())
            {
                symptoms.Remove(symptom);
                Add(shop.Now, "symptom", $"{SymptomWatch.Describe(symptom)}, expected by {symptom.By:mm\\:ss} after the start");
            }

            var now = States(shop);
            // If no instance responds, its dependencies are unknown: they keep their last state.
            foreach (var (part, state) in now.Where(state => states.GetValueOrDefault(state.Key) != state.Value))
            {
                Add(shop.Now, part.Where, $"{part.Name} is {state}");
                states[part] = state;
            }
        }

        foreach (var symptom in symptoms)
        {
            Add(situation.Horizon, "symptom", $"{SymptomWatch.Describe(symptom)} has not appeared");
        }

        return [.. found.OrderBy(one => one.Appearance.At)];

        void Add(TimeSpan at, string where, string text)
        {
            if (where.Length > 0 && $"{where} {Figures().Replace(text, "#")}" is var key && seen.Add(key))
            {
                found.Add((key, new Appearance(at, where, text)));
            }
        }
    }

    private static string Where(ShopEventKind kind) =>
        kind switch
        {
            ShopEventKind.AlertPending => "alert pending",
            ShopEventKind.AlertFiring => "alert firing",
            ShopEventKind.AlertResolved => "alert resolved",
            ShopEventKind.Message => "message",
            ShopEventKind.Complaint => "complaint",
            _ => "",
        };

    private static Dictionary<(string Where, string Name), string> States(ShopSimulation shop) =>
        shop.Ready()
            .Dependencies.Select(one => (("health", one.Name), one.State))
            .Append((("health", "ready"), shop.Ready().State))
            .Concat(shop.StatusPages().Select(page => (("status", page.Title), page.State)))
            .Concat(shop.NetworkCheck().Select(probe => (("network", $"{probe.From}-{probe.To}"), probe.State)))
            .ToDictionary(one => one.Item1, one => one.Item2);

    [GeneratedRegex(@"[0-9a-f]*\d[0-9a-f]*")]
    private static partial Regex Figures();
}
