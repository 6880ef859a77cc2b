namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>
/// A place that a request passes through: it accepts a request and eventually returns it through <see cref="RequestFlow"/>. A new component
/// of the shop is a new station in the routes' plans.
/// </summary>
interface IStation
{
    /// <summary>Accepts a request.</summary>
    /// <param name="request">Its handle.</param>
    /// <param name="argument">What the station must do, in its own terms.</param>
    void Enter(long request, int argument);
}

/// <summary>One step of a route's plan.</summary>
/// <param name="Station">Where.</param>
/// <param name="Span">The span that represents it in a trace.</param>
/// <param name="Argument">What the station must do.</param>
readonly record struct Step(IStation Station, SpanKind Span, int Argument = 0);
