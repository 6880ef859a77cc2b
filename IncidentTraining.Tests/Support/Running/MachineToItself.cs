namespace IncidentTraining.Tests.Support;

/// <summary>
/// For tests that look at what the eye sees at an instant: other tests beside them would make the browsers late, and a late
/// frame says nothing about the clock.
/// </summary>
[CollectionDefinition(nameof(MachineToItself), DisableParallelization = true)]
public sealed class MachineToItself;
