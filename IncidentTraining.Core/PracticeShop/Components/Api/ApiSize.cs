namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>The size of the API.</summary>
/// <param name="Instances">Instances at the start.</param>
/// <param name="Slots">Requests that an instance processes at the same time.</param>
/// <param name="Queue">Requests per instance that may wait for a slot.</param>
/// <param name="RequestTimeout">Time after which the API gives up on a request.</param>
sealed record ApiSize(int Instances, int Slots, int Queue, TimeSpan RequestTimeout);
