using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>
/// Writing and sending receipts. A receipt that is refused or sent over a cut route is resent until it gets through, and its sender waits
/// for it.
/// </summary>
/// <param name="kernel">The clock.</param>
/// <param name="service">The mail service.</param>
/// <param name="random">Draws how long a receipt takes.</param>
/// <param name="sender">The component that is told about a sent receipt.</param>
/// <param name="sent">What it hears.</param>
sealed class ReceiptMail(Kernel kernel, MailService service, RandomStream random, int sender, int sent)
{
    /// <summary>With its two queries a job takes about 300 ms.</summary>
    static readonly Distribution Time = Distribution.LogNormal(TimeSpan.FromMilliseconds(265), 0.3);

    readonly LongQueue _unsent = new();

    /// <summary>Sends the receipt of a lane's job.</summary>
    /// <param name="subject">Names the lane.</param>
    public void Send(long subject)
    {
        if (service.Takes)
        {
            service.Take();
            kernel.Schedule(Time.DrawMicroseconds(random), sender, sent, subject);
        }
        else
            _unsent.Enqueue(subject);
    }

    /// <summary>
    /// Takes the next receipt that has not got through, so that its sender can resend it once receipts are accepted again.
    /// </summary>
    /// <param name="subject">Names the lane, which may no longer be waiting for it.</param>
    public bool TryTakeUnsent(out long subject)
    {
        subject = 0;
        return service.Takes && _unsent.TryDequeue(out subject);
    }
}
