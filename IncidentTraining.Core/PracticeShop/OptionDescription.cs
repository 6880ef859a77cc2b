namespace IncidentTraining.Core.PracticeShop;

/// <summary>An option of a fault, as its reader asks for it.</summary>
/// <param name="Name">Its name in a scenario.</param>
/// <param name="Minimum">Smallest number accepted; null when it is no number.</param>
/// <param name="Maximum">Largest number accepted; null when it is no number.</param>
/// <param name="Choices">The words to choose from; empty when any word or a number is asked for.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
public sealed record OptionDescription(string Name, int? Minimum, int? Maximum, IReadOnlyList<string> Choices, bool IsOptional = false);
