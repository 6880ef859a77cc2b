using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>What a person found by looking: a sentence with pinned evidence; read from the log. The sentence is not judged.</summary>
/// <param name="Number">The number of the entry.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Evidence">Its evidence, from after the onset.</param>
/// <param name="By">Who stated it.</param>
/// <param name="At">Virtual time of the statement.</param>
public sealed record Finding(int Number, string Text, IReadOnlyList<PinnedEvidence> Evidence, string By, TimeSpan At)
{
    /// <summary>The figures and ids stored with the entry.</summary>
    internal sealed record Facts(IReadOnlyList<int> Evidence);

    /// <summary>Whether it concerns a view.</summary>
    public bool IsAbout(string view) => Evidence.Any(pin => pin.Views.Contains(view));

    /// <summary>The findings of a run, oldest first.</summary>
    internal static IReadOnlyList<Finding> Of(IReadOnlyList<TimelineEntry> log)
    {
        var pins = PinnedEvidence.Of(log);
        return
        [
            .. log.Where(entry => entry.Kind == IncidentEventKind.FindingStated)
                .OrderBy(entry => entry.Number)
                .Select(entry =>
                {
                    var numbers = EventDetails.Read<Facts>(entry).Evidence;
                    return new Finding(
                        entry.Number,
                        entry.Text,
                        [.. pins.Where(pin => numbers.Contains(pin.Number))],
                        entry.From,
                        entry.At
                    );
                }),
        ];
    }
}
