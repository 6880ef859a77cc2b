using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions;

/// <summary>Something that a responder can do to a shop.</summary>
interface IShopAction
{
    /// <summary>How the action is presented to the responder.</summary>
    ActionDescription Describe(ShopSystem shop);

    /// <summary>Parses the arguments and describes the effect.</summary>
    /// <exception cref="BadOptionException">An argument is not valid.</exception>
    /// <exception cref="NotNowException">The shop's current state does not allow the action.</exception>
    ActionPlan Prepare(ShopSystem shop, NamedOptions arguments);
}

/// <summary>The effect of an accepted action.</summary>
/// <param name="Subject">Whom it concerns.</param>
/// <param name="Text">One sentence: what happens now.</param>
/// <param name="Stages">The effects with their delays; the text of the last one ends the action.</param>
sealed record ActionPlan(string Subject, string Text, params IReadOnlyList<ActionStage> Stages);

/// <summary>A part of an action that takes effect after a delay.</summary>
/// <param name="After">Time after the action was accepted.</param>
/// <param name="Effect">Applies the effect and describes the outcome in one sentence.</param>
readonly record struct ActionStage(TimeSpan After, Func<ShopSystem, string> Effect);
