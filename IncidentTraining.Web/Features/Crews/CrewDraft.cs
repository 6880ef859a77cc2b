using IncidentTraining.Core.Crews;

namespace IncidentTraining.Web.Features.Crews;

/// <summary>Crews as arranged on the page. They apply only after they are saved.</summary>
internal sealed class CrewDraft
{
    private readonly Dictionary<Guid, int> _places = [];

    private CrewDraft(IReadOnlyList<IReadOnlyList<Guid>> crews)
    {
        Number = crews.Count;
        foreach (var (crew, place) in crews.Select((crew, place) => (crew, place)))
        {
            foreach (var person in crew)
            {
                _places[person] = place + 1;
            }
        }
    }

    /// <summary>The number of crews, including empty ones.</summary>
    public int Number { get; private set; }

    /// <summary>How the crews were made; by hand after a person was moved.</summary>
    public CrewMethod Method { get; private set; }

    /// <summary>The draft of crews, as drawn or as currently saved.</summary>
    public static CrewDraft Of(IReadOnlyList<IReadOnlyList<Guid>> crews, CrewMethod method) => new(crews) { Method = method };

    /// <summary>The crew of a person, from 1; 0 for none.</summary>
    public int PlaceOf(Guid person) => _places.GetValueOrDefault(person);

    /// <summary>Moves a person into a crew; 0 takes them out of theirs.</summary>
    /// <returns>Adds an empty crew.</returns>
    public bool Move(Guid person, int crew)
    {
        if (crew > 0 && PlaceOf(person) != crew && PeopleOf(crew).Count >= CrewDraw.Largest)
        {
            return false;
        }

        Method = CrewMethod.Hand;
        _places[person] = crew;
        return true;
    }

    /// <summary>Adds a crew without people.</summary>
    public void Add() => Number++;

    /// <summary>Removes people who are no longer trainees of the class.</summary>
    public void Keep(IEnumerable<Guid> trainees)
    {
        foreach (var left in _places.Keys.Except(trainees).ToList())
        {
            _places.Remove(left);
        }
    }

    /// <summary>The people of a crew.</summary>
    public IReadOnlyList<Guid> PeopleOf(int crew) => [.. _places.Where(place => place.Value == crew).Select(place => place.Key)];

    /// <summary>The members of all crews that are not empty.</summary>
    public IReadOnlyList<IReadOnlyList<Guid>> Crews => [.. Enumerable.Range(1, Number).Select(PeopleOf).Where(people => people.Count > 0)];

    /// <summary>Whether the crews have the same members as others, in the same order of crews.</summary>
    public bool IsSameAs(IReadOnlyList<IReadOnlyList<Guid>> others) =>
        Crews.Count == others.Count && Crews.Zip(others).All(pair => pair.First.ToHashSet().SetEquals(pair.Second));
}
