using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>
/// Decisions of people in the channel that affect the shop. A decision is an input of the run like an action, but not one of the
/// responders' actions: it also happens in every what-if replay. It is not an event either, because the person's message announces it.
/// </summary>
sealed class PeopleDecisions(ShopSystem shop, IReadOnlyList<Inject> injects)
{
    /// <summary>Name of the input.</summary>
    public const string Action = "people-decide";

    readonly HashSet<string> _held = [];

    /// <summary>The providers that can be informed.</summary>
    public static IReadOnlyList<string> Providers { get; } = ["paylane", "supabase"];

    /// <summary>Whether a message of the scenario, with its effect, is held back.</summary>
    public bool IsHeld(string inject) => _held.Contains(inject);

    /// <summary>Takes a decision.</summary>
    public InputAnswer Take(ShopInput input)
    {
        var options = new NamedOptions(input.Arguments);
        try
        {
            options.OnlyKnown(PersonDecision.Hold, PersonDecision.Inform);
            return options.OptionalText(PersonDecision.Hold) is null
                ? Inform(options.Choice(PersonDecision.Inform, [.. Providers]))
                : Hold(options.Choice(PersonDecision.Hold, [.. injects.Select(inject => inject.Id)]));
        }
        catch (BadOptionException bad)
        {
            return new InputAnswer(bad.Message, InputRefusal.BadArgument);
        }
    }

    InputAnswer Hold(string inject) =>
        _held.Add(inject) ? new InputAnswer($"“{inject}” is held.") : new InputAnswer($"“{inject}” is already held.", InputRefusal.NotNow);

    InputAnswer Inform(string provider) =>
        shop.Status.Inform(provider)
            ? new InputAnswer($"“{provider}” is informed.")
            : new InputAnswer($"“{provider}” is already informed.", InputRefusal.NotNow);
}
