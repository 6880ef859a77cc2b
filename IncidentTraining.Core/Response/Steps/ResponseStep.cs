namespace IncidentTraining.Core.Response;

/// <summary>The six response steps that every lab requires.</summary>
public enum ResponseStep
{
    /// <summary>Someone has it.</summary>
    Acknowledge,

    /// <summary>How bad the impact on the shop's users is.</summary>
    AssessSeverity,

    /// <summary>What is wrong, and why.</summary>
    InvestigateRootCause,

    /// <summary>Act on it.</summary>
    ImplementFix,

    /// <summary>Measure that it is over.</summary>
    VerifyResolution,

    /// <summary>Inform the people affected.</summary>
    CommunicateStatus,
}

/// <summary>A response step and when it was completed.</summary>
/// <param name="Step">The step.</param>
/// <param name="Title">The step in the lab's words.</param>
/// <param name="DoneAt">Virtual time of the evidence; null while it is missing.</param>
public sealed record ResponseStepState(ResponseStep Step, string Title, TimeSpan? DoneAt);

/// <summary>Determines which response steps of an incident are completed.</summary>
public static class ResponseSteps
{
    /// <summary>All six, in the order of the specification; those of a repair are left out when it was closed as no incident.</summary>
    public static IReadOnlyList<ResponseStepState> Of(Incident incident) =>
        [
            new(ResponseStep.Acknowledge, "Acknowledge incident", incident.AcknowledgedAt),
            new(ResponseStep.AssessSeverity, "Assess severity", incident.AssessedAt),
            new(ResponseStep.InvestigateRootCause, "Investigate root cause", incident.CauseDeclaredAt),
            // An incident that was closed as none requires neither, whether or not that was right.
            .. incident.IsClosedAsNoIncident
                ? []
                : (ResponseStepState[])
                    [
                        // An attempt is not a fix before the recovery was measured.
                        new(ResponseStep.ImplementFix, "Implement fix", incident.ResolvedAt is null ? null : incident.FirstMitigationAt),
                        new(ResponseStep.VerifyResolution, "Verify resolution", incident.VerifiedAt),
                    ],
            new(ResponseStep.CommunicateStatus, "Communicate status", incident.FirstUpdateAt),
        ];
}
