using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions;

/// <summary>Something that a responder can do to a shop.</summary>
interface IShopAction
{
    /// <summary>How it is offered.</summary>
    ActionDescription Describe(ShopSystem shop);

    /// <summary>Reads the arguments and says what would happen.</summary>
    /// <exception cref="BadOptionException">An argument does not fit.</exception>
    /// <exception cref="NotNowException">The shop is in no state for it.</exception>
    ActionPlan Prepare(ShopSystem shop, NamedOptions arguments);
}

/// <summary>What an accepted action does.</summary>
/// <param name="Subject">Whom it concerns.</param>
/// <param name="Text">One sentence: what happens now.</param>
/// <param name="Stages">What takes effect when; the last one's text ends the action.</param>
sealed record ActionPlan(string Subject, string Text, params IReadOnlyList<ActionStage> Stages);

/// <summary>A part of an action that takes effect at its time.</summary>
/// <param name="After">Time after the action was accepted.</param>
/// <param name="Effect">Takes effect and says in one sentence what came of it.</param>
readonly record struct ActionStage(TimeSpan After, Func<ShopSystem, string> Effect);
