using IncidentTraining.Core.People;

namespace IncidentTraining.Core.Demonstration;

/// <summary>The members of the demonstration class, with their crews.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="DayId">Its training day.</param>
/// <param name="Crews">The trainees, crew by crew: the first commands, the second operates, the third communicates.</param>
/// <param name="Facilitator">The facilitator who runs the day.</param>
/// <param name="Instructors">The graders: the first one first, the second one for second marks.</param>
/// <param name="Names">Everyone's id by name.</param>
public sealed record MorningClass(
    Guid CohortId,
    string DayId,
    IReadOnlyList<IReadOnlyList<Actor>> Crews,
    Actor Facilitator,
    IReadOnlyList<Actor> Instructors,
    IReadOnlyDictionary<string, Actor> Names
)
{
    /// <summary>The trainees besides the three of the sign-in page, in the order of the crews.</summary>
    public static IReadOnlyList<string> MoreTrainees { get; } =
    [
        "Maren Lindqvist",
        "Kwame Boateng",
        "Noor Haddad",
        "Lucía Ferrer",
        "Piotr Zielinski",
        "Hana Kobayashi",
        "Diego Almeida",
        "Aoife Brennan",
        "Ravi Menon",
    ];

    /// <summary>All trainees, in the order of the crews.</summary>
    public static IReadOnlyList<string> AllTrainees { get; } =
    [.. DemonstrationClass.People.Where(one => one.Role == nameof(ClassRole.Trainee)).Select(one => one.Name), .. MoreTrainees];

    /// <summary>The instructor who gives second marks.</summary>
    public const string SecondInstructor = "Olu Adeyemi";

    /// <summary>Number of people per crew.</summary>
    public const int CrewSize = 3;

    /// <summary>All trainees.</summary>
    public IEnumerable<Actor> Trainees => Crews.SelectMany(crew => crew);
}
