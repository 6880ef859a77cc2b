using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The help that a crew gets: hints, a raised hand, someone who takes over. None of it moves the incident.</summary>
public sealed partial class Incident
{
    /// <summary>How many hints were taken.</summary>
    public int HintsTaken { get; private set; }

    /// <summary>The price of the hints that were taken.</summary>
    public int HintCost { get; private set; }

    /// <summary>Since when the crew asks for help; null when it does not.</summary>
    public TimeSpan? HandRaisedAt { get; private set; }

    /// <summary>Who of the staff has offered to take over and waits for an answer; null for no one.</summary>
    public Guid? TakeOverOfferedBy { get; private set; }

    /// <summary>The role that the offer is about; null for all of them, and when there is no offer.</summary>
    public IncidentRole? TakeOverRole { get; private set; }

    /// <summary>A hint was taken.</summary>
    /// <param name="cost">Its price.</param>
    public Outcome TakeHint(int cost)
    {
        HintsTaken++;
        HintCost += cost;
        return Enter(Phase);
    }

    /// <summary>The crew asks for help.</summary>
    public Outcome RaiseHand(TimeSpan at)
    {
        if (HandRaisedAt is not null)
        {
            return Refusal.Conflict("Your hand is already up; someone will come.");
        }

        HandRaisedAt = at;
        return Enter(Phase);
    }

    /// <summary>The call for help was answered or taken back.</summary>
    public Outcome LowerHand()
    {
        if (HandRaisedAt is null)
        {
            return Refusal.Conflict("No one has asked for help.");
        }

        HandRaisedAt = null;
        return Enter(Phase);
    }

    /// <summary>A member of the staff offers to take over; one offer at a time.</summary>
    /// <param name="personId">Who offers.</param>
    /// <param name="role">The role; null for all.</param>
    public Outcome OfferTakeOver(Guid personId, IncidentRole? role)
    {
        if (TakeOverOfferedBy is not null)
        {
            return Refusal.Conflict("There is already an offer to take over waiting for the crew's answer.");
        }

        (TakeOverOfferedBy, TakeOverRole) = (personId, role);
        return Enter(Phase);
    }

    /// <summary>Who made the offer withdraws it.</summary>
    public Outcome WithdrawTakeOver(Guid personId)
    {
        if (TakeOverOfferedBy != personId)
        {
            return Refusal.Conflict("You have no offer waiting for an answer.");
        }

        (TakeOverOfferedBy, TakeOverRole) = (null, null);
        return Enter(Phase);
    }

    /// <summary>The crew has answered the offer.</summary>
    public Outcome AnswerTakeOver()
    {
        if (TakeOverOfferedBy is null)
        {
            return Refusal.Conflict("There is no offer to take over.");
        }

        (TakeOverOfferedBy, TakeOverRole, HandRaisedAt) = (null, null, null);
        return Enter(Phase);
    }
}
