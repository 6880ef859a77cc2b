namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>
/// A place that a request passes on its way: it takes a request in and, sooner or later, hands it back through
/// <see cref="RequestFlow"/>. A new component of the shop is a new station in the routes' plans.
/// </summary>
interface IStation
{
    /// <summary>Takes a request in.</summary>
    /// <param name="request">Its handle.</param>
    /// <param name="argument">What is asked of the station, in its own terms.</param>
    void Enter(long request, int argument);
}

/// <summary>One step of a route's plan.</summary>
/// <param name="Station">Where.</param>
/// <param name="Span">As what it stands in a trace.</param>
/// <param name="Argument">What is asked of the station.</param>
readonly record struct Step(IStation Station, SpanKind Span, int Argument = 0);
