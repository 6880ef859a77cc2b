using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>A role that passed from one person to another.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="Text">Which role, from whom and to whom.</param>
/// <param name="WithWords">Whether who handed it over wrote in the channel about that time, so that the other knew what was going on.</param>
public sealed record HandOver(TimeSpan At, string Text, bool WithWords)
{
    /// <summary>A message this long before or after belongs to the hand-over.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromMinutes(2);

    internal static IReadOnlyList<HandOver> Of(IReadOnlyList<TimelineEntry> log) =>
        [.. log.Where(e => e.Kind == IncidentEventKind.RoleHandedOver).Select(e => new HandOver(e.At, e.Text, log.Any(said =>
            said.Kind == IncidentEventKind.Said && said.PersonId == e.PersonId && (said.At - e.At).Duration() <= Near && UpdateContent.HasWords(said.Text))))];
}
