using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// Distinguishes risky actions that an incident needed from those that were tried on it. A shop forgives a needless restart, production
/// does not always; and a person who tries all repairs in a row has found nothing out.
/// </summary>
internal static class NeedlessRisk
{
    /// <summary>Number of needless risky actions that count as a failed attempt, for a person who found something out.</summary>
    public const int Tolerated = 1;

    /// <summary>
    /// Number of needless risky actions that are tolerated; with more, the incident was worked by trial. A failed guess already counts as
    /// one.
    /// </summary>
    /// <param name="understood">Whether anything shows that the cause was understood.</param>
    public static int ToleratedWhen(bool understood) => understood ? Tolerated : 0;

    /// <summary>
    /// Whether an action is risky and of a different kind than every repair of the cause. A figure may differ from the scenario's.
    /// </summary>
    /// <param name="cause">The cause.</param>
    /// <param name="input">The action.</param>
    /// <param name="secondActAt">When the cause's second act began: before it, its repair does not count as one. Null when it did not
    /// begin.</param>
    public static bool IsNoRepair(RootCause cause, ShopInput input, TimeSpan? secondActAt) =>
        Occupation.Risky.Contains(input.Action) && !Repairs(cause, input.At >= secondActAt).Any(step => IsLike(step, input));

    /// <summary>
    /// Which of the actions that the shop refused because there was nothing to do are risky and of a different kind than every repair: each
    /// attempt counts, however often.
    /// </summary>
    /// <param name="cause">The cause.</param>
    /// <param name="refused">Names of refused actions.</param>
    public static IEnumerable<string> Tries(RootCause cause, IEnumerable<string> refused) =>
        refused
            .Distinct()
            .Where(action => Occupation.Risky.Contains(action) && Repairs(cause, inSecondAct: true).All(step => step.Action != action));

    /// <summary>
    /// Whether an action of a line of the account was needless: it did not help, and is not a repair of the cause unless it did harm.
    /// </summary>
    /// <param name="cause">The cause.</param>
    /// <param name="input">The action.</param>
    /// <param name="line">The line with its verdict.</param>
    /// <param name="isAlone">Whether the line has no other action.</param>
    /// <param name="secondActAt">When the cause's second act began; null when it did not.</param>
    public static bool IsNeedless(RootCause cause, ShopInput input, AccountLine line, bool isAlone, TimeSpan? secondActAt) =>
        line.Effect switch
        {
            ActionEffect.Helped when !line.IsTradeOff => false,
            ActionEffect.Harmed when isAlone => Occupation.Risky.Contains(input.Action),
            _ => IsNoRepair(cause, input, secondActAt),
        };

    /// <summary>Whether an action is a step of a repair: the same action on the same target, whatever the figure.</summary>
    public static bool IsLike(MitigationStep step, ShopInput input) =>
        step.Action == input.Action
        && step.Arguments.All(argument =>
            argument.Value == TimedStep.Suspect
            || int.TryParse(argument.Value, CultureInfo.InvariantCulture, out _)
            || input.Arguments.GetValueOrDefault(argument.Key) == argument.Value
        );

    /// <summary>Every step that repairs a cause or cleans up after it.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="inSecondAct">Whether its second act has begun, so that the act's repair counts as a repair as well.</param>
    public static IEnumerable<MitigationStep> Repairs(RootCause cause, bool inSecondAct)
    {
        var later = cause.SecondAct?.Mitigations ?? [];
        // Clean-up steps are only in the expert run.
        var clearingUp = cause
            .ExpertRun.Where(step => !later.Any(own => own.Action == step.Action))
            .Select(step => new MitigationStep(step.Action, step.Arguments));
        return
        [
            .. cause.Mitigations,
            .. cause.EquivalentRepairs,
            .. cause.Metastable?.Steps ?? [],
            .. clearingUp,
            .. inSecondAct ? later : [],
        ];
    }
}
