using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>A step of the reference responder.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="Text">A description in a few words.</param>
public sealed record ReferenceMark(TimeSpan At, string Text);

/// <summary>The reference responder's course.</summary>
/// <param name="Course">The course of the shop.</param>
/// <param name="PagedAt">When the first alert fired after the onset; null when none did, so that there was nothing to do.</param>
/// <param name="ConcludedAt">When the evidence was complete; null when it never was before the horizon.</param>
/// <param name="Marks">What was done, in order.</param>
public sealed record ReferenceCourse(Course Course, TimeSpan? PagedAt, TimeSpan? ConcludedAt, IReadOnlyList<ReferenceMark> Marks);

/// <summary>
/// Works a shop by the cause's evidence path, from the first alert on, and by that of its second act after the repair. Mitigations without
/// risk come first, in parallel with reading; a look takes its reading time, and ends only when its finding is visible at that second; the
/// responder knows nothing in advance but where to look.
/// </summary>
internal static class ReferenceResponder
{
    private static readonly TimeSpan UntilPaged = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UntilVisible = TimeSpan.FromSeconds(5);

    /// <summary>The first alert after the onset; for a healthy shop, the first one that pages.</summary>
    private static TimeSpan? PagedAt(ShopSimulation shop) =>
        !shop.Scenario.RootCauseFor(shop.Seed).IsHealthy
            ? shop.Truth().DetectedAt
            : shop.EventsAfter(0)
                .FirstOrDefault(e =>
                    e.Kind == ShopEventKind.AlertFiring
                    && shop.Scenario.Alerts.Any(alert => alert.Id == e.Subject && alert.Severity == "page")
                )
                ?.At;

    /// <summary>Works the shop until the horizon; null when the scenario has no evidence path for the cause.</summary>
    public static ReferenceCourse? Work(Situation situation, IEnumerable<ShopInput> given, CancellationToken ct = default)
    {
        var cause = situation.Scenario.RootCauseFor(situation.Seed);
        if (cause.EvidencePath is not { } path)
        {
            return null;
        }

        var course = new CourseShop(situation, given, ct);
        var shop = course.Shop;
        var marks = new List<ReferenceMark>();
        TimeSpan? paged = null,
            concluded = null;
        var first = new Queue<TimedStep>();
        while (PagedAt(shop) is null && shop.Now < situation.Horizon)
        {
            Live(UntilPaged);
        }

        paged = PagedAt(shop);
        if (paged is not null)
        {
            marks.Add(new ReferenceMark(shop.Now, "Paged"));
            first = new(path.First);
            concluded = Follow(path);
            // Nothing announces the second act: it is found by checking whether the repair has helped.
            if (concluded is not null && cause.SecondAct?.EvidencePath is { } second)
            {
                Follow(second);
            }
        }

        LiveTo(situation.Horizon);
        return new ReferenceCourse(course.End(), paged, concluded, marks);

        TimeSpan? Follow(EvidencePath way)
        {
            foreach (var look in way.Looks)
            {
                Live(look.Reading);
                while (look.Shows is { } symptom && !SymptomWatch.Shows(shop, symptom) && shop.Now < situation.Horizon)
                {
                    Live(UntilVisible);
                }

                marks.Add(new ReferenceMark(shop.Now, $"{look.View}: {look.Sees}"));
            }

            if (shop.Now >= situation.Horizon)
            {
                return null;
            }

            var at = shop.Now;
            marks.Add(new ReferenceMark(at, way.Conclusion));
            Repair(way, at);
            return at;
        }

        void Live(TimeSpan time) => LiveTo(shop.Now + time < situation.Horizon ? shop.Now + time : situation.Horizon);

        void LiveTo(TimeSpan end)
        {
            while (first.TryPeek(out var step) && paged + step.At is { } at && at < end)
            {
                course.LiveTo(at);
                first.Dequeue();
                Take(step);
            }

            course.LiveTo(end);
        }

        void Take(TimedStep step)
        {
            var answer = course.Take(
                step.Action,
                step.Arguments.ToDictionary(
                    pair => pair.Key,
                    pair => pair.Value == TimedStep.Suspect ? ExpertPlayer.Suspect(shop) : pair.Value
                )
            );
            marks.Add(new ReferenceMark(shop.Now, answer.Text));
        }

        void Repair(EvidencePath way, TimeSpan from)
        {
            // Subject to the same limit as a crew: one risky action at a time.
            var free = from;
            foreach (var step in way.Repair)
            {
                var isRisky = Occupation.Risky.Contains(step.Action);
                var at = isRisky && free > from + step.At ? free : from + step.At;
                if (at >= situation.Horizon)
                {
                    return;
                }

                LiveTo(at);
                free = isRisky ? at + Occupation.Of(shop.Actions.First(one => one.Name == step.Action)) : free;
                Take(step);
            }
        }
    }
}
