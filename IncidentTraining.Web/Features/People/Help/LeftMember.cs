namespace IncidentTraining.Web.Features.People;

/// <summary>What was done about a person who is no longer in the list of members.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Words">What was done, as a sentence. It is true until the person is a member again.</param>
public sealed record LeftMember(Guid PersonId, string Words);
