namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>How large the API is.</summary>
/// <param name="Instances">Instances from the start on.</param>
/// <param name="Slots">Requests that an instance works on at a time.</param>
/// <param name="Queue">Requests that may wait for a slot, for each instance.</param>
/// <param name="RequestTimeout">Time after which the API gives a request up.</param>
sealed record ApiSize(int Instances, int Slots, int Queue, TimeSpan RequestTimeout);
