using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Demonstration;

/// <summary>A use case refused a step of the demonstration's morning, which is an error in the morning's script or its content.</summary>
public sealed class MorningRefusedException(string step, Refusal refusal)
    : Exception($"The demonstration's morning stopped, because a step was refused. {step}: {refusal.Message}");

internal static class MorningSteps
{
    /// <summary>The value of a step that must succeed.</summary>
    /// <exception cref="MorningRefusedException">It was refused.</exception>
    public static T Of<T>(this Outcome<T> outcome, string step) =>
        outcome.Succeeded ? outcome.Value : throw new MorningRefusedException(step, outcome.Refusal);

    /// <summary>A step that must succeed.</summary>
    /// <exception cref="MorningRefusedException">It was refused.</exception>
    public static void Of(this Outcome outcome, string step)
    {
        if (!outcome.Succeeded)
        {
            throw new MorningRefusedException(step, outcome.Refusal);
        }
    }
}
