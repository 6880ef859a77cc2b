using IncidentTraining.Core.Curriculum.Recordings;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>The target of a link.</summary>
/// <param name="Address">The address in the portal or elsewhere; null when the link is dead.</param>
/// <param name="Reason">What is wrong with the link; null when nothing is.</param>
/// <param name="Cure">How to fix it.</param>
/// <param name="PortalPath">The portal path to check, for links to portal features.</param>
/// <param name="Recording">The telemetry in the file, for recordings.</param>
internal sealed record LinkTarget(
    string? Address,
    string? Reason = null,
    string Cure = "",
    string? PortalPath = null,
    Recording? Recording = null
)
{
    internal static LinkTarget To(string address) => new(address);

    internal static LinkTarget Dead(string reason, string cure) => new(null, reason, cure);
}
