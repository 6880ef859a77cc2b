namespace IncidentTraining.Core.PracticeShop.Engine;

/// <summary>Something that will happen to a component at a virtual time.</summary>
/// <param name="At">Virtual time in microseconds.</param>
/// <param name="Order">Increasing number that orders events of the same time.</param>
/// <param name="Component">Number of the component that handles it.</param>
/// <param name="What">What happens, in the component's own terms.</param>
/// <param name="Subject">The object that it concerns, usually a request's handle.</param>
readonly record struct ScheduledEvent(long At, long Order, int Component, int What, long Subject);
