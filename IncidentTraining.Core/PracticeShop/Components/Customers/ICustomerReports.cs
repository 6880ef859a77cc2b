namespace IncidentTraining.Core.PracticeShop.Components.Customers;

/// <summary>What customers experience.</summary>
interface ICustomerReports
{
    /// <summary>A customer has begun a call.</summary>
    void Offered();

    /// <summary>A call has ended.</summary>
    void Ended(in Call call, bool well, bool charged);
}
