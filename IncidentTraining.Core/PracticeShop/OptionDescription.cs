namespace IncidentTraining.Core.PracticeShop;

/// <summary>An option of a fault, as its reader asks for it.</summary>
/// <param name="Name">Its name in a scenario.</param>
/// <param name="Minimum">Smallest accepted number; null when it is not a number.</param>
/// <param name="Maximum">Largest accepted number; null when it is not a number.</param>
/// <param name="Choices">The words to choose from; empty when any word or a number is accepted.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
public sealed record OptionDescription(string Name, int? Minimum, int? Maximum, IReadOnlyList<string> Choices, bool IsOptional = false);
