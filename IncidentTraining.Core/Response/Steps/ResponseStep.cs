namespace IncidentTraining.Core.Response;

/// <summary>The six response steps that every lab asks for.</summary>
public enum ResponseStep
{
    /// <summary>Someone has it.</summary>
    Acknowledge,

    /// <summary>How bad is it for those who use the shop.</summary>
    AssessSeverity,

    /// <summary>What is wrong, and why.</summary>
    InvestigateRootCause,

    /// <summary>Do something about it.</summary>
    ImplementFix,

    /// <summary>Measure that it is over.</summary>
    VerifyResolution,

    /// <summary>Tell those who wait.</summary>
    CommunicateStatus,
}

/// <summary>A response step and when it was done.</summary>
/// <param name="Step">The step.</param>
/// <param name="Title">The step in the words of the lab.</param>
/// <param name="DoneAt">Virtual time of the evidence; null while it is missing.</param>
public sealed record ResponseStepState(ResponseStep Step, string Title, TimeSpan? DoneAt);

/// <summary>Tells from an incident which response steps are done.</summary>
public static class ResponseSteps
{
    /// <summary>All six, in the order of the specification; those of a repair are left out when it was closed as no incident.</summary>
    public static IReadOnlyList<ResponseStepState> Of(Incident incident) =>
        [
            new(ResponseStep.Acknowledge, "Acknowledge incident", incident.AcknowledgedAt),
            new(ResponseStep.AssessSeverity, "Assess severity", incident.AssessedAt),
            new(ResponseStep.InvestigateRootCause, "Investigate root cause", incident.CauseDeclaredAt),
            // What was closed as no incident asks for neither, whether or not it was one.
            .. incident.IsClosedAsNoIncident
                ? []
                : (ResponseStepState[])
                    [
                        // What was tried is no fix before the recovery was measured.
                        new(ResponseStep.ImplementFix, "Implement fix", incident.ResolvedAt is null ? null : incident.FirstMitigationAt),
                        new(ResponseStep.VerifyResolution, "Verify resolution", incident.VerifiedAt),
                    ],
            new(ResponseStep.CommunicateStatus, "Communicate status", incident.FirstUpdateAt),
        ];
}
