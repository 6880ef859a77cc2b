namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>Who sends requests to the API.</summary>
enum Caller
{
    Customer,
    Bot,
    Paylane,
    Probe,
}

/// <summary>A client that sends requests to the API and is told about the responses.</summary>
interface ICaller
{
    /// <summary>A request was answered, or its sender gave up.</summary>
    /// <param name="call">The sender's own number for it.</param>
    /// <param name="status">HTTP status; 499 when the sender gave up.</param>
    /// <param name="duration">Microseconds since it was sent.</param>
    void Answered(long call, int status, long duration);
}
