using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Web.Features.Response.Diagnoses;

/// <summary>A fault being filled in.</summary>
public sealed class ClaimDraft
{
    /// <summary>The choice of origin that requires a job number.</summary>
    public const string JobChoice = "job";

    /// <summary>What failed; empty while nothing is selected.</summary>
    public string Where { get; set; } = "";

    /// <summary>How; empty while nothing is selected.</summary>
    public string How { get; set; } = "";

    /// <summary>What started it, in the format of <see cref="FaultOrigin.ToString"/>, or <see cref="JobChoice"/>.</summary>
    public string StartedBy { get; set; } = "";

    /// <summary>The number of the job.</summary>
    public string Job { get; set; } = "";

    /// <summary>Whether nothing is selected.</summary>
    public bool IsEmpty => Where.Length + How.Length + StartedBy.Length == 0;

    /// <summary>The claim; null while a part is missing.</summary>
    public FaultClaim? Claim =>
        Enum.TryParse<FaultPlace>(Where, out var where) && Enum.TryParse<FaultMode>(How, out var how) && Origin is { } origin
            ? new FaultClaim(where, how, origin)
            : null;

    private FaultOrigin? Origin =>
        StartedBy == JobChoice ? new FaultOrigin(OriginKind.Job, Job.Trim().TrimStart('#'))
        : StartedBy.Length == 0 ? null
        : FaultOrigin.Parse(StartedBy);
}
