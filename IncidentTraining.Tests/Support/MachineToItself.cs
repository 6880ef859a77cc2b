namespace IncidentTraining.Tests.Support;

/// <summary>
/// For tests that measure what is visible at an instant: parallel tests would slow the browsers down, and a late frame says nothing about
/// the clock.
/// </summary>
[CollectionDefinition(nameof(MachineToItself), DisableParallelization = true)]
public sealed class MachineToItself;
